export { beginReply } from './begin-reply.ts';
export { changeDraft, createDraft, type Sender } from './change-draft.ts';
export { changeExpiry } from './change-expiry.ts';
export { refuseChangedKeys } from './changed-keys.ts';
export { countNotices, requireNoticesFor } from './daily-notices.ts';
export { deliveryLink, deliveryLinkToken, deliveryPath } from './delivery-link.ts';
export { deliveryMails } from './delivery-mails.ts';
export {
  type DeliveryView,
  describeDelivery,
  type FileView,
  type RecipientView,
} from './describe-delivery.ts';
export {
  type AnsweredView,
  type AnswerView,
  findOwnAnswered,
  listOwnReplies,
  type OwnReplyView,
} from './describe-replies.ts';
export { type Details, describeDetails, openDetails } from './details.ts';
export { discardDraft, discardFile } from './discard-draft.ts';
export { cleanText, type DraftChange } from './draft.policy.ts';
export { limitsOfDraft, limitsOfUploadLink } from './draft-limits.ts';
export { forgetFiles } from './forget-files.ts';
export { incomplete } from './incomplete.ts';
export { insertDraft } from './insert-draft.ts';
export { type DeliveryListEntry, listDeliveries } from './list-deliveries.ts';
export {
  type Author,
  type DeliveryRow,
  loadAuthored,
  loadOwnDelivery,
  lockAuthored,
  lockOwnDelivery,
  requireActive,
  requireDraft,
} from './own-delivery.ts';
export { endExpiredDeliveries, purgeDelivery, purgeLeftBehind } from './purge-delivery.task.ts';
export { recallDelivery } from './recall-delivery.ts';
export { remindRecipients } from './remind-recipients.ts';
export { resendNotice, revealLink } from './resend-notice.ts';
export { activate, type SendWish, sendDelivery } from './send-delivery.ts';
export { type ShownState, shownState } from './shown-state.policy.ts';
