import { DAY_MS, deriveToken } from '@umschlag/std';
import type { PlatformKeys } from '../platform-keys.ts';

/** How long an invitation is good. */
export const INVITATION_MS = 7 * DAY_MS;

/** The secret of an invitation's link, derived from its id; the row has its hash only. */
export function invitationToken(keys: PlatformKeys, invitationId: string): string {
  return deriveToken(keys.of('invitations'), `invitation/v1/${invitationId}`);
}
