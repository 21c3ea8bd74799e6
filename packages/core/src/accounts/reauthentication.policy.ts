import { addMs, MINUTE_MS } from '@umschlag/std';
import type { Caller } from './caller.ts';

const FRESH_MS = 10 * MINUTE_MS;

/** Whether the session began so recently that whoever holds it has just proved who they are, in whatever way. */
export function isFreshSignIn(session: Caller['session'], now: Date): boolean {
  return session !== undefined && now < addMs(session.createdAt, FRESH_MS);
}

/**
 * Whether the session proves control of the mailbox so recently that it stands in for the current password:
 * who has none yet, or has forgotten it, signs in by mailed code and sets one.
 */
export function isFreshMailSignIn(session: Caller['session'], now: Date): boolean {
  return (session?.method === 'code' || session?.method === 'link') && isFreshSignIn(session, now);
}
