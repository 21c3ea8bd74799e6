import { AppError, HOUR_MS, SECOND_MS } from '@umschlag/std';
import { throttle, throttleClient } from '../accounts/index.ts';
import type { Deps } from '../deps.ts';
import { signToken } from '../tokens/index.ts';
import type { UploadLinkRow } from './own-upload-link.ts';
import { isPin } from './pin.ts';

/** As long as somebody may need to gather their papers. */
const GRANT_TTL_SECONDS = (24 * HOUR_MS) / SECOND_MS;

/**
 * Takes a PIN. Wrong ones count per network and upload link, and per upload link from everywhere: four digits stand
 * against few tries only. A right one counts as well, or it would tell when to stop.
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
  await throttleClient(deps, 'pin-client', clientAddress);
  await throttle(deps, 'pin-upload-link', link.id);
  if (!isPin(deps.keys, link, pin)) throw new AppError('pin_wrong', 'The PIN is wrong.');
  return signToken(deps, 'entrance', { sub: link.id }, GRANT_TTL_SECONDS);
}
