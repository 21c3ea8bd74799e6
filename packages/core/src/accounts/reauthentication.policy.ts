import { addMs, MINUTE_MS } from '@umschlag/std';
import type { Caller } from './caller.ts';

const FRESH_MS = 10 * MINUTE_MS;

/**
 * Whether the session proves control of the mailbox so recently that it stands in for the current password:
 * who has none yet, or has forgotten it, signs in by mailed code and sets one.
 */
export function isFreshMailSignIn(session: Caller['session'], now: Date): boolean {
  if (!session || (session.method !== 'code' && session.method !== 'link')) return false;
  return now < addMs(session.createdAt, FRESH_MS);
}
