import type { Tx } from '@umschlag/db';
import { AppError, addMs, DAY_MS, hashToken } from '@umschlag/std';
import { isMessageEndToEnd } from '../content/index.ts';
import type { Deps } from '../deps.ts';
import { queueMail } from '../mail/index.ts';
import { countNotices } from './daily-notices.ts';
import { deliveryLinkToken } from './delivery-link.ts';
import { loadDetails } from './details.ts';
import { incomplete } from './incomplete.ts';
import { type DeliveryRow, lockOwnDelivery, requireDraft } from './own-delivery.ts';
import { requirePartner } from './reply-partner.ts';
import { settleReaders } from './settle-readers.ts';

export interface SendWish {
  /** Ids of recipients who have no key yet; at levels 3 and 4. */
  readonly pending?: readonly string[];
}

/**
 * Sends a draft: from here on its links work, and each recipient's mail is in the outbox.
 * @throws AppError `not_found`, `delivery_not_draft`, `delivery_incomplete` (details: `missing`), `upload_incomplete`,
 *   `partner_gone` for a reply, `too_many_notices`, and those of {@link settleReaders}
 */
export async function sendDelivery(
  deps: Deps,
  senderId: string,
  deliveryId: string,
  { pending = [] }: SendWish = {},
): Promise<void> {
  await deps.database.transaction(async (tx) => {
    const delivery = await lockOwnDelivery(tx, senderId, deliveryId);
    requireDraft(delivery);
    const recipients = await tx
      .selectFrom('delivery_recipients')
      .select(['id', 'email', 'email_key'])
      .where('delivery_id', '=', deliveryId)
      .orderBy('position')
      .execute();
    if (recipients.length === 0) throw incomplete('recipients', 'The delivery has no recipient.');
    if (delivery.is_reply) await requirePartner(tx, { emailKey: recipients[0]!.email_key });
    await requireContent(deps, tx, delivery);
    await settleReaders(tx, { ...delivery, sender_id: senderId }, recipients, pending);
    await countNotices(deps, tx, senderId, recipients.length);
    await activate(deps, tx, delivery);
    for (const recipient of recipients) await openLink(deps, tx, recipient);
  });
}

async function requireContent(deps: Deps, tx: Tx, delivery: DeliveryRow): Promise<void> {
  const files = await tx.selectFrom('delivery_files').select('state').where('delivery_id', '=', delivery.id).execute();
  const open = files.filter((file) => file.state !== 'stored').length;
  if (open > 0) {
    throw new AppError('upload_incomplete', 'Not all files have arrived yet.', { details: { open } });
  }
  // At level 4 the message, if there is one, is in the manifest.
  if (files.length > 0 || isMessageEndToEnd(delivery.level)) return;
  const { message } = await loadDetails(deps, tx, delivery);
  if (message.trim() === '') throw incomplete('content', 'The delivery has neither a file nor a message.');
}

/** Starts the delivery's time. */
export async function activate(deps: Deps, tx: Tx, delivery: DeliveryRow): Promise<void> {
  const now = deps.clock.now();
  await tx
    .updateTable('deliveries')
    .set({
      state: 'active',
      sent_at: now,
      updated_at: now,
      expires_at: addMs(now, delivery.expiry_days * DAY_MS),
    })
    .where('id', '=', delivery.id)
    .execute();
}

async function openLink(deps: Deps, tx: Tx, recipient: { id: string; email: string }): Promise<void> {
  await tx
    .updateTable('delivery_recipients')
    .set({ link_token_hash: hashToken(deliveryLinkToken(deps.keys, recipient.id)), mail_state: 'queued' })
    .where('id', '=', recipient.id)
    .execute();
  await queueMail(deps, tx, { kind: 'delivery-notice', toEmail: recipient.email, subjectId: recipient.id });
}
