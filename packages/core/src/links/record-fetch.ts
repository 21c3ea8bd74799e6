import type { Tx } from '@umschlag/db';
import type { Deps } from '../deps.ts';
import { addDeliveredRange, type DeliveredRange } from './delivered-range.ts';
import { mailReceiptOnce } from './receipt.ts';

/**
 * Fetches of one file by one recipient that are written down. More prove nothing new, and whoever has a link could
 * fill the table and the sender's page by asking for a file again and again.
 */
const RECORDED = 100;

/** One fetch to be recorded. Made once and given again when recording is repeated, so that it is one row. */
export interface UncountedFetch {
  readonly fetchId: string;
  readonly recipientId: string;
  readonly fileId: string;
}

/** Records that a file has been fetched whole, where nothing limits how often: the first hundred times. */
export async function recordUnlimitedFile(deps: Deps, fetch: UncountedFetch): Promise<void> {
  await deps.database.transaction((tx) => insertFetch(deps, tx, fetch));
}

/**
 * Records that a range has been delivered, where nothing limits how often. It is a fetch when, with the ranges before
 * it, every octet of the file has been delivered: the last octet alone proves nothing.
 */
export async function recordUnlimitedRange(deps: Deps, fetchId: string, range: DeliveredRange): Promise<void> {
  await deps.database.transaction(async (tx) => {
    if (await addDeliveredRange(tx, range)) await insertFetch(deps, tx, { fetchId, ...range });
  });
}

async function insertFetch(deps: Deps, tx: Tx, { fetchId, recipientId, fileId }: UncountedFetch): Promise<void> {
  // The recipient's row is held, so that parallel fetches do not all find room.
  await tx.selectFrom('delivery_recipients').select('id').where('id', '=', recipientId).forNoKeyUpdate().execute();
  const known = await tx
    .selectFrom('fetches')
    .select('id')
    .where('recipient_id', '=', recipientId)
    .where('file_id', '=', fileId)
    .limit(RECORDED)
    .execute();
  if (known.length >= RECORDED) return;
  const now = deps.clock.now();
  const inserted = await tx
    .insertInto('fetches')
    .values({
      id: fetchId,
      recipient_id: recipientId,
      file_id: fileId,
      state: 'delivered',
      claimed_at: now,
      delivered_at: now,
    })
    .onConflict((again) => again.column('id').doNothing())
    .returning('id')
    .executeTakeFirst();
  if (inserted) await mailReceiptOnce(deps, tx, { recipientId, fetchId });
}
