import type { Tx } from '@umschlag/db';
import type { Deps } from '../deps.ts';
import { queueMail } from '../mail/index.ts';

/**
 * Tells the sender of a recipient's first fetch, if they want to know; in the transaction that has just recorded the
 * fetch as delivered. The recipient's row is held, so that of parallel fetches exactly one finds no other.
 */
export async function mailReceiptOnce(
  deps: Deps,
  tx: Tx,
  { recipientId, fetchId }: { recipientId: string; fetchId: string },
): Promise<void> {
  const recipient = await tx
    .selectFrom('delivery_recipients')
    .select('delivery_id')
    .where('id', '=', recipientId)
    .forNoKeyUpdate()
    .executeTakeFirst();
  if (!recipient) return;
  const other = await tx
    .selectFrom('fetches')
    .select('id')
    .where('recipient_id', '=', recipientId)
    .where('state', '=', 'delivered')
    .where('id', '!=', fetchId)
    .limit(1)
    .executeTakeFirst();
  if (other) return;
  await tellSubmitter(deps, tx, recipient.delivery_id);
  const sender = await tx
    .selectFrom('deliveries')
    .innerJoin('accounts', 'accounts.id', 'deliveries.sender_id')
    .select('accounts.email')
    .where('deliveries.id', '=', recipient.delivery_id)
    .where('deliveries.receipt_wanted', '=', true)
    .executeTakeFirst();
  if (sender) {
    await queueMail(deps, tx, { kind: 'delivery-receipt', toEmail: sender.email, subjectId: recipientId });
  }
}

/** Whoever submitted sees that it was fetched, and is mailed if their address is known. Of deliveries nothing happens. */
async function tellSubmitter(deps: Deps, tx: Tx, deliveryId: string): Promise<void> {
  const submission = await tx
    .updateTable('submissions')
    .set({ picked_up_at: deps.clock.now() })
    .where('delivery_id', '=', deliveryId)
    .where('picked_up_at', 'is', null)
    .returning('submitter_email')
    .executeTakeFirst();
  if (!submission?.submitter_email) return;
  await queueMail(deps, tx, {
    kind: 'submission-picked-up',
    toEmail: submission.submitter_email,
    subjectId: deliveryId,
  });
}
