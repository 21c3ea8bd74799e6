import { deriveDigits } from '@umschlag/std';
import type { PlatformKeys } from '../platform-keys.ts';
import { CODE_DIGITS } from './challenge.policy.ts';

/** The mailed code of a challenge; derived, so that no row and no job holds it. */
export function challengeCode(keys: PlatformKeys, challengeId: string): string {
  return deriveDigits(keys.of('sign-in'), `sign-in-code/v1/${challengeId}`, CODE_DIGITS);
}

/** The path to return to may be a recipient's link, which is stored nowhere in clear. */
export function wrapReturnPath(keys: PlatformKeys, challengeId: string, path: string): string {
  return keys.wrap('sign-in', `return-path/v1/${challengeId}`, Buffer.from(path, 'utf8')).toString('base64url');
}

export function unwrapReturnPath(keys: PlatformKeys, challengeId: string, wrapped: string): string {
  return keys.unwrap('sign-in', `return-path/v1/${challengeId}`, Buffer.from(wrapped, 'base64url')).toString('utf8');
}
