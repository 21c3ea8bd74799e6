import { newId } from '@umschlag/std';
import type { Deps } from '../deps.ts';
import { mailReceiptOnce } from './receipt.ts';

/** Records that a file has been fetched whole, where nothing limits how often. */
export async function recordFetch(deps: Deps, fetch: { recipientId: string; fileId: string }): Promise<void> {
  await deps.database.transaction(async (tx) => {
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
