import { AppError } from '@umschlag/std';
import type { Deps } from '../deps.ts';
import type { Caller } from './caller.ts';
import { checkPassword } from './password-hash.ts';
import { isFreshSignIn } from './reauthentication.policy.ts';
import { throttle } from './throttle.ts';

/** Whoever changes what outlasts their session. */
export interface Prover {
  readonly account: Pick<Caller['account'], 'id'>;
  readonly session?: Caller['session'];
}

export const proofRefused = () =>
  new AppError('sign_in_failed', 'The current password is wrong, or the sign-in is too old.');

/**
 * Requires that the caller proves who they are once more: by their password, or by a session that is fresh enough.
 * Guesses count per session: whoever stole one locks nobody out of another.
 * @param isFresh whether the session is proof enough without the password
 * @returns the stored hash that was proved, for whoever replaces it
 * @throws AppError sign_in_failed, too_many_requests
 */
export async function requireProof(
  deps: Pick<Deps, 'database' | 'clock' | 'keys'>,
  { account, session }: Prover,
  currentPassword: string | undefined,
  isFresh: (session: Caller['session'], now: Date) => boolean,
): Promise<string | null> {
  await throttle(deps, 'proof-session', account.id, session?.id ?? '');
  const { password_hash: stored } = await deps.database.db
    .selectFrom('accounts')
    .select('password_hash')
    .where('id', '=', account.id)
    .executeTakeFirstOrThrow();
  const isProved =
    currentPassword === undefined
      ? isFresh(session, deps.clock.now())
      : await checkPassword(stored, currentPassword, { wide: `account ${account.id}`, narrow: account.id });
  if (!isProved) throw proofRefused();
  return stored;
}

/**
 * The proof for what outlasts the session by far: the password, or a sign-in not older than 10 minutes.
 * @throws AppError sign_in_failed, too_many_requests
 */
export async function requireFreshProof(
  deps: Pick<Deps, 'database' | 'clock' | 'keys'>,
  prover: Prover,
  currentPassword: string | undefined,
): Promise<void> {
  await requireProof(deps, prover, currentPassword, isFreshSignIn);
}
