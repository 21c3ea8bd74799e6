import { equalOctets } from '@umschlag/std';
import type { Deps } from '../deps.ts';
import type { SignInContext } from './begin-session.ts';
import { MAX_ATTEMPTS, readCode } from './challenge.policy.ts';
import { challengeCode } from './challenge-secrets.ts';
import { type ConfirmedSignIn, challengeRefused, completeChallenge } from './complete-challenge.ts';
import { throttleClient } from './throttle.ts';

/**
 * Signs in, or registers, by the mailed code.
 * @throws AppError code_wrong_or_expired, too_many_requests
 */
export async function confirmSignInCode(
  deps: Pick<Deps, 'database' | 'clock' | 'keys'>,
  input: SignInContext & { readonly challengeId: string; readonly code: string },
): Promise<ConfirmedSignIn> {
  await throttleClient(deps, 'confirm-client', input.clientAddress);
  const now = deps.clock.now();
  const code = readCode(input.code);
  const signedIn = await deps.database.transaction(async (tx) => {
    // Counts before it compares, in one statement: parallel guesses do not get more than their number.
    const challenge = await tx
      .updateTable('sign_in_challenges')
      .set((expression) => ({ attempts: expression('attempts', '+', 1) }))
      .where('id', '=', input.challengeId)
      .where('used_at', 'is', null)
      .where('expires_at', '>', now)
      .where('attempts', '<', MAX_ATTEMPTS)
      .returning(['id', 'email', 'email_key', 'language', 'return_to'])
      .executeTakeFirst();
    // A wrong code returns rather than throws: the count must be committed.
    if (!challenge || !isSameCode(code, challengeCode(deps.keys, challenge.id))) return undefined;
    await tx.updateTable('sign_in_challenges').set({ used_at: now }).where('id', '=', challenge.id).execute();
    return completeChallenge(deps, tx, challenge, 'code', input);
  });
  if (!signedIn) throw challengeRefused();
  return signedIn;
}

function isSameCode(typed: string | undefined, expected: string): boolean {
  return typed !== undefined && equalOctets(Buffer.from(typed, 'ascii'), Buffer.from(expected, 'ascii'));
}
