import { deriveToken } from '@umschlag/std';
import type { Deps } from '../deps.ts';
import type { PlatformKeys } from '../platform-keys.ts';

/** The secret of an upload link: 256 bits, derived as those of deliveries are; the database has its hash only. */
export function entranceToken(keys: PlatformKeys, uploadLinkId: string): string {
  return deriveToken(keys.of('upload-links'), `upload-link/v1/${uploadLinkId}`);
}

/** The address that the owner hands on. */
export function entranceLink(deps: Pick<Deps, 'keys' | 'publicUrl'>, uploadLinkId: string): string {
  return `${deps.publicUrl}/u/${entranceToken(deps.keys, uploadLinkId)}`;
}
