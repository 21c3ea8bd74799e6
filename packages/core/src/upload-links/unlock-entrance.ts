import type { Tx } from '@umschlag/db';
import { AppError, DAY_MS, HOUR_MS, MINUTE_MS, SECOND_MS } from '@umschlag/std';
import { networksOf, type Shortage, takeAllowance } from '../accounts/index.ts';
import type { Deps } from '../deps.ts';
import { signToken } from '../tokens/index.ts';
import type { UploadLinkRow } from './own-upload-link.ts';
import { isPin } from './pin.ts';

/** As long as somebody may need to gather their papers. */
const GRANT_TTL_SECONDS = (24 * HOUR_MS) / SECOND_MS;

/** Four digits stand against few wrong tries only: of one network in a quarter of an hour, and of all in a day. */
const WRONG_TRIES = {
  network: { limit: 10, windowMs: 15 * MINUTE_MS },
  uploadLink: { limit: 50, windowMs: DAY_MS },
} as const;

/**
 * Takes a PIN. Wrong ones count per upload link, and whoever holds another link is not concerned. Each is counted
 * before it is compared, with the count held meanwhile, so that many at once are no more than their number; a right one
 * is given back.
 * @returns a grant for this upload link
 * @throws AppError `pin_wrong`, `too_many_requests`, `invalid_request` where there is no PIN
 */
export async function unlockEntrance(
  deps: Deps,
  link: UploadLinkRow,
  { pin, clientAddress }: { readonly pin: string; readonly clientAddress: string },
): Promise<string> {
  if (link.pin_tag === null) {
    throw new AppError('invalid_request', 'The upload link has no PIN.', { details: { part: 'body', field: 'pin' } });
  }
  const network = networksOf(clientAddress).wide;
  const outcome = await deps.database.transaction((tx) => tryPin(deps, tx, link, pin, network));
  if (outcome === 'right') return signToken(deps, 'entrance', { sub: link.id }, GRANT_TTL_SECONDS);
  if (outcome === 'wrong') throw new AppError('pin_wrong', 'The PIN is wrong.');
  throw new AppError('too_many_requests', 'Too many tries. Wait a while.', {
    details: { retryAfterSeconds: outcome.retryAfterSeconds },
  });
}

async function tryPin(
  deps: Deps,
  tx: Tx,
  link: UploadLinkRow,
  pin: string,
  network: string,
): Promise<'right' | 'wrong' | Shortage> {
  const count = async (tries: number) =>
    // What one network is refused uses up nothing of what the others have.
    (await takeAllowance(deps, tx, ['pin', link.id, network], tries, WRONG_TRIES.network)) ??
    (await takeAllowance(deps, tx, ['pin', link.id], tries, WRONG_TRIES.uploadLink));
  const shortage = await count(1);
  if (shortage) return shortage;
  if (!isPin(deps.keys, link, pin)) return 'wrong';
  await count(-1);
  return 'right';
}
