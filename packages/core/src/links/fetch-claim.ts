import type { Tx } from '@umschlag/db';
import { AppError, addMs, MINUTE_MS } from '@umschlag/std';
import type { Deps } from '../deps.ts';
import { addDeliveredRange, type DeliveredRange } from './delivered-range.ts';
import { limitReached } from './download-grant.ts';
import { mailReceiptOnce } from './receipt.ts';

/** Who fetches what; the limit is the delivery's. */
export interface CountedFetch {
  readonly fetchId: string;
  readonly recipientId: string;
  readonly fileId: string;
  readonly downloadLimit: number;
}

/** A response gives up before this; so a claim that is older belongs to no response any more. */
export const CLAIM_TTL_MS = 10 * MINUTE_MS;

/**
 * Claims one of the fetches that the limit leaves, just before the file's last octets are sent. The limit is one
 * conditional statement, so that it holds for any number of parallel requests.
 * @throws AppError `download_limit_reached`; `download_claim_required` when another response of the same grant is
 *   sending the last octets, or has
 */
export async function claimFetch(deps: Deps, fetch: CountedFetch): Promise<void> {
  const { fetchId, recipientId, fileId, downloadLimit } = fetch;
  await deps.database.transaction(async (tx) => {
    const begun = await tx
      .insertInto('fetches')
      .values({
        id: fetchId,
        recipient_id: recipientId,
        file_id: fileId,
        state: 'claimed',
        claimed_at: deps.clock.now(),
      })
      .onConflict((rival) => rival.column('id').doNothing())
      .returning('id')
      .executeTakeFirst();
    if (!begun) throw new AppError('download_claim_required', 'The grant is being used or has been used.');
    const counted = await tx
      .insertInto('fetch_counts')
      .values({ recipient_id: recipientId, file_id: fileId, count: 1 })
      .onConflict((known) =>
        known
          .columns(['recipient_id', 'file_id'])
          .doUpdateSet((row) => ({ count: row('fetch_counts.count', '+', 1) }))
          .where('fetch_counts.count', '<', downloadLimit),
      )
      .returning('count')
      .executeTakeFirst();
    if (!counted) throw limitReached();
  });
}

/**
 * The range with the file's last octet has gone out. The limit is used up by it in any case; the fetch is `delivered`,
 * and told to the sender, once all octets of the file have been, and `partial` until then.
 *
 * May be repeated. A claim that was given back meanwhile, as the database was away for longer than a claim is kept, is
 * made again and counts, past the limit too: what has been delivered has been delivered.
 */
export async function recordLimitedEnd(deps: Deps, fetch: CountedFetch, range: DeliveredRange): Promise<void> {
  const { fetchId, recipientId, fileId } = fetch;
  await deps.database.transaction(async (tx) => {
    const known = await tx
      .selectFrom('fetches')
      .select('state')
      .where('id', '=', fetchId)
      .forUpdate()
      .executeTakeFirst();
    if (known && known.state !== 'claimed') return;
    const now = deps.clock.now();
    const isWhole = await addDeliveredRange(tx, range);
    const outcome = { state: isWhole ? 'delivered' : 'partial', delivered_at: isWhole ? now : null } as const;
    if (known) await tx.updateTable('fetches').set(outcome).where('id', '=', fetchId).execute();
    else {
      await tx
        .insertInto('fetches')
        .values({ id: fetchId, recipient_id: recipientId, file_id: fileId, claimed_at: now, ...outcome })
        .execute();
      await countAgain(tx, fetch);
    }
    if (isWhole) await mailReceiptOnce(deps, tx, { recipientId, fetchId });
  });
}

/** A range without the file's last octet has gone out; it may be what a `partial` fetch still lacked. */
export async function recordLimitedMiddle(deps: Deps, range: DeliveredRange): Promise<void> {
  const { recipientId, fileId } = range;
  await deps.database.transaction(async (tx) => {
    if (!(await addDeliveredRange(tx, range))) return;
    const delivered = await tx
      .updateTable('fetches')
      .set({ state: 'delivered', delivered_at: deps.clock.now() })
      .where('id', 'in', (select) =>
        select
          .selectFrom('fetches')
          .select('id')
          .where('recipient_id', '=', recipientId)
          .where('file_id', '=', fileId)
          .where('state', '=', 'partial')
          .orderBy('claimed_at')
          .limit(1),
      )
      .returning('id')
      .executeTakeFirst();
    if (delivered) await mailReceiptOnce(deps, tx, { recipientId, fetchId: delivered.id });
  });
}

/** The connection ended before the last octet had gone out: the claim is given back, and the grant may go on. */
export async function releaseFetch(deps: Deps, { fetchId }: { fetchId: string }): Promise<void> {
  await deps.database.transaction(async (tx) => {
    const claims = await tx
      .deleteFrom('fetches')
      .where('id', '=', fetchId)
      .where('state', '=', 'claimed')
      .returning(['recipient_id', 'file_id'])
      .execute();
    for (const claim of claims) await uncount(tx, claim);
  });
}

/** Cron: gives back the claims that a crash left. @returns how many */
export async function releaseStaleClaims(deps: Deps): Promise<number> {
  return deps.database.transaction(async (tx) => {
    const claims = await tx
      .deleteFrom('fetches')
      .where('state', '=', 'claimed')
      .where('claimed_at', '<', addMs(deps.clock.now(), -CLAIM_TTL_MS))
      .returning(['recipient_id', 'file_id'])
      .execute();
    for (const claim of claims) await uncount(tx, claim);
    return claims.length;
  });
}

async function countAgain(tx: Tx, { recipientId, fileId }: CountedFetch): Promise<void> {
  await tx
    .insertInto('fetch_counts')
    .values({ recipient_id: recipientId, file_id: fileId, count: 1 })
    .onConflict((known) =>
      known.columns(['recipient_id', 'file_id']).doUpdateSet((row) => ({ count: row('fetch_counts.count', '+', 1) })),
    )
    .execute();
}

async function uncount(tx: Tx, { recipient_id, file_id }: { recipient_id: string; file_id: string }): Promise<void> {
  await tx
    .updateTable('fetch_counts')
    .set((row) => ({ count: row('count', '-', 1) }))
    .where('recipient_id', '=', recipient_id)
    .where('file_id', '=', file_id)
    .where('count', '>', 0)
    .execute();
}
