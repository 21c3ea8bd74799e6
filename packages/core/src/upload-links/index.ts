export { changeUploadLink, closeUploadLink, type UploadLinkChange } from './change-upload-link.ts';
export { createUploadLink } from './create-upload-link.ts';
export { describeEntrance, type EntranceDetails, type EntranceView } from './describe-entrance.ts';
export { describeUploadLink, type UploadLinkView } from './describe-upload-link.ts';
export { endUploadLinks } from './end-upload-links.task.ts';
export { entranceLink, entranceToken, keyFragment } from './entrance-link.ts';
export {
  DEADLINE_GRACE_MS,
  type EntranceState,
  entranceState,
  entranceStateForBegun,
  requireOpen,
} from './entrance-state.policy.ts';
export { listUploadLinks, type UploadLinkListEntry } from './list-upload-links.ts';
export { mailUploadLink, uploadLinkMails } from './mail-upload-link.ts';
export { mayAct } from './may-act.ts';
export { loadOwnUploadLink, type UploadLinkRow } from './own-upload-link.ts';
export { listReaderMails } from './reader-mails.ts';
export { remindCitizens } from './remind-citizens.task.ts';
export { loadRequestedDocuments, type RequestedDocument } from './requested-documents.ts';
export { requireUnlocked, resolveEntrance } from './resolve-entrance.ts';
export { findReader, listAllowedReadings, type Reading } from './submission-readers.ts';
export { unlockEntrance } from './unlock-entrance.ts';
export {
  ACCEPTED_KINDS,
  type AcceptedKind,
  type RequestedDocumentWish,
  type UploadLinkWish,
} from './upload-link.policy.ts';
export { loadUploadLinkKey, openTexts, type UploadLinkTexts } from './upload-link-texts.ts';
