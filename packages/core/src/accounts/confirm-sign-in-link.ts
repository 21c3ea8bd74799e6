import { AppError, hashToken } from '@umschlag/std';
import type { Deps } from '../deps.ts';
import { verifyToken } from '../tokens/index.ts';
import type { SignInContext } from './begin-session.ts';
import { type ConfirmedSignIn, challengeRefused, completeChallenge } from './complete-challenge.ts';
import { throttleClient } from './throttle.ts';

type LinkDeps = Pick<Deps, 'database' | 'clock' | 'keys'>;

async function challengeIdOf(deps: LinkDeps, token: string): Promise<string> {
  try {
    return (await verifyToken(deps, 'sign-in-link', token)).challengeId ?? '';
  } catch (error) {
    if (error instanceof AppError && (error.code === 'not_found' || error.code === 'token_expired')) {
      throw challengeRefused(error);
    }
    throw error;
  }
}

/**
 * Signs in, or registers, by the mailed link, in the browser that asked for it. In any other browser, a scanner's
 * above all, it does nothing and uses nothing up.
 * @throws AppError code_wrong_or_expired, too_many_requests
 */
export async function confirmSignInLink(
  deps: LinkDeps,
  input: SignInContext & { readonly token: string; readonly browserToken: string | undefined },
): Promise<ConfirmedSignIn> {
  await throttleClient(deps, 'confirm-client', input.clientAddress);
  const challengeId = await challengeIdOf(deps, input.token);
  const { browserToken } = input;
  if (browserToken === undefined) throw challengeRefused();
  const now = deps.clock.now();
  const signedIn = await deps.database.transaction(async (tx) => {
    const challenge = await tx
      .updateTable('sign_in_challenges')
      .set({ used_at: now })
      .where('id', '=', challengeId)
      .where('browser_hash', '=', hashToken(browserToken))
      .where('used_at', 'is', null)
      .where('expires_at', '>', now)
      .returning(['id', 'email', 'email_key', 'language', 'return_to'])
      .executeTakeFirst();
    return challenge && completeChallenge(deps, tx, challenge, 'link', input);
  });
  if (!signedIn) throw challengeRefused();
  return signedIn;
}
