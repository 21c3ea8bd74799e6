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
    .select(['delivery_id'])
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
