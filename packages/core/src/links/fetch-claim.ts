import type { Tx } from '@umschlag/db';
import { AppError, addMs, MINUTE_MS } from '@umschlag/std';
import type { Deps } from '../deps.ts';
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

/** The last octet has gone out. */
export async function confirmFetch(deps: Deps, { fetchId, recipientId }: CountedFetch): Promise<void> {
  await deps.database.transaction(async (tx) => {
    const delivered = await tx
      .updateTable('fetches')
      .set({ state: 'delivered', delivered_at: deps.clock.now() })
      .where('id', '=', fetchId)
      .where('state', '=', 'claimed')
      .returning('id')
      .executeTakeFirst();
    if (delivered) await mailReceiptOnce(deps, tx, { recipientId, fetchId });
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

async function uncount(tx: Tx, { recipient_id, file_id }: { recipient_id: string; file_id: string }): Promise<void> {
  await tx
    .updateTable('fetch_counts')
    .set((row) => ({ count: row('count', '-', 1) }))
    .where('recipient_id', '=', recipient_id)
    .where('file_id', '=', file_id)
    .where('count', '>', 0)
    .execute();
}
