import { deriveToken } from '@umschlag/std';
import type { Deps } from '../deps.ts';
import type { PlatformKeys } from '../platform-keys.ts';

/**
 * The secret of a recipient's link: 256 bits, derived from the platform's key and the recipient's random id.
 * So a repeated mail carries the same link, and neither a row nor a job holds it; the database has its hash only.
 */
export function deliveryLinkToken(keys: PlatformKeys, recipientId: string): string {
  return deriveToken(keys.of('delivery-links'), `delivery-link/v1/${recipientId}`);
}

/** The path of the delivery page. */
export function deliveryPath(keys: PlatformKeys, recipientId: string): string {
  return `/d/${deliveryLinkToken(keys, recipientId)}`;
}

/** The link as it is mailed. */
export function deliveryLink(deps: Pick<Deps, 'keys' | 'publicUrl'>, recipientId: string): string {
  return `${deps.publicUrl}${deliveryPath(deps.keys, recipientId)}`;
}
