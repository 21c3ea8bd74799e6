import { newId } from '@umschlag/std';
import type { Deps } from '../deps.ts';
import { mailReceiptOnce } from './receipt.ts';

/**
 * Fetches of one file by one recipient that are written down. More prove nothing new, and whoever has a link could
 * fill the table and the sender's page by asking for a file's last octet again and again.
 */
const RECORDED = 100;

/** Records that a file has been fetched whole, where nothing limits how often: the first hundred times. */
export async function recordFetch(deps: Deps, fetch: { recipientId: string; fileId: string }): Promise<void> {
  await deps.database.transaction(async (tx) => {
    // The recipient's row is held, so that parallel fetches do not all find room.
    await tx
      .selectFrom('delivery_recipients')
      .select('id')
      .where('id', '=', fetch.recipientId)
      .forNoKeyUpdate()
      .execute();
    const known = await tx
      .selectFrom('fetches')
      .select('id')
      .where('recipient_id', '=', fetch.recipientId)
      .where('file_id', '=', fetch.fileId)
      .limit(RECORDED)
      .execute();
    if (known.length >= RECORDED) return;
    const fetchId = newId();
    const now = deps.clock.now();
    await tx
      .insertInto('fetches')
      .values({
        id: fetchId,
        recipient_id: fetch.recipientId,
        file_id: fetch.fileId,
        state: 'delivered',
        claimed_at: now,
        delivered_at: now,
      })
      .execute();
    await mailReceiptOnce(deps, tx, { recipientId: fetch.recipientId, fetchId });
  });
}
