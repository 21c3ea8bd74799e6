import type { Db } from '@umschlag/db';
import { AppError, addMs, MINUTE_MS } from '@umschlag/std';
import type { Deps } from '../deps.ts';
import { queueMail, withdrawMails } from '../mail/index.ts';
import { countNotices } from './daily-notices.ts';
import { deliveryLink } from './delivery-link.ts';
import { loadOwnDelivery, lockOwnDelivery, requireActive } from './own-delivery.ts';

/** A recipient is mailed the same notice at most once in this time, so that nobody is flooded. */
const RESEND_PAUSE_MS = 5 * MINUTE_MS;

async function loadRecipient(db: Db, deliveryId: string, recipientId: string) {
  const recipient = await db
    .selectFrom('delivery_recipients')
    .select(['id', 'email', 'mail_state'])
    .where('delivery_id', '=', deliveryId)
    .where('id', '=', recipientId)
    .executeTakeFirst();
  if (!recipient) throw new AppError('not_found', 'There is no such recipient.');
  return recipient;
}

/**
 * Mails a recipient the same link again, in place of a notice that is still waiting.
 * @throws AppError `not_found`, `delivery_not_active`, `too_many_requests`, `too_many_notices`
 */
export async function resendNotice(
  deps: Deps,
  senderId: string,
  deliveryId: string,
  recipientId: string,
): Promise<void> {
  await deps.database.transaction(async (tx) => {
    const now = deps.clock.now();
    requireActive(await lockOwnDelivery(tx, senderId, deliveryId), now);
    const recipient = await loadRecipient(tx, deliveryId, recipientId);
    const recent = await tx
      .selectFrom('mails')
      .select('id')
      .where('subject_id', '=', recipientId)
      .where('kind', '=', 'delivery-notice')
      .where('created_at', '>', addMs(now, -RESEND_PAUSE_MS))
      .executeTakeFirst();
    if (recent) {
      throw new AppError('too_many_requests', 'This recipient has just been mailed.', {
        details: { retryAfterSeconds: RESEND_PAUSE_MS / 1000 },
      });
    }
    await countNotices(deps, tx, senderId, 1);
    await tx
      .updateTable('delivery_recipients')
      .set({ mail_state: 'queued', mail_reason: null })
      .where('id', '=', recipientId)
      .execute();
    await withdrawMails(deps, tx, { kind: 'delivery-notice', subjectId: recipientId });
    await queueMail(deps, tx, { kind: 'delivery-notice', toEmail: recipient.email, subjectId: recipientId });
  });
}

/** The recipient's link, for a letter or a call. @throws AppError `not_found`, `delivery_not_active` */
export async function revealLink(
  deps: Deps,
  senderId: string,
  deliveryId: string,
  recipientId: string,
): Promise<string> {
  const { db } = deps.database;
  requireActive(await loadOwnDelivery(db, senderId, deliveryId), deps.clock.now());
  await loadRecipient(db, deliveryId, recipientId);
  return deliveryLink(deps, recipientId);
}
