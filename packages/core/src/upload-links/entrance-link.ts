import { deriveToken } from '@umschlag/std';
import type { Deps } from '../deps.ts';
import type { PlatformKeys } from '../platform-keys.ts';

/** The secret of an upload link: 256 bits, derived as those of deliveries are; the database has its hash only. */
export function entranceToken(keys: PlatformKeys, uploadLinkId: string): string {
  return deriveToken(keys.of('upload-links'), `upload-link/v1/${uploadLinkId}`);
}

/**
 * The address that the owner hands on. At levels 3 and 4 the fragment, which no server is sent, says to which key alone
 * the page may seal.
 */
export function entranceLink(
  deps: Pick<Deps, 'keys' | 'publicUrl'>,
  { id, owner_fingerprint: fingerprint }: { readonly id: string; readonly owner_fingerprint: string | null },
): string {
  return `${deps.publicUrl}/u/${entranceToken(deps.keys, id)}${keyFragment(fingerprint)}`;
}

/** What a link of levels 3 and 4 ends with; empty at 1 and 2. */
export const keyFragment = (fingerprint: string | null): string => (fingerprint === null ? '' : `#${fingerprint}`);
