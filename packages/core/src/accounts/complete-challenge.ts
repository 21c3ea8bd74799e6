import type { Language, Tx } from '@umschlag/db';
import { AppError, newId } from '@umschlag/std';
import type { Deps } from '../deps.ts';
import { selectAccounts, toAccount } from './account.ts';
import { beginSession, type SignedIn, type SignInContext } from './begin-session.ts';
import { unwrapReturnPath } from './challenge-secrets.ts';

export interface ConfirmedSignIn extends SignedIn {
  readonly returnTo: string | null;
}

/** A challenge that was just met. */
export interface MetChallenge {
  readonly id: string;
  readonly email: string;
  readonly email_key: string;
  readonly language: Language;
  readonly return_to: string | null;
}

/** One refusal for all that can be wrong. */
export function challengeRefused(cause?: unknown): AppError {
  return new AppError('code_wrong_or_expired', 'The code is wrong or has expired.', { cause });
}

/**
 * Signs in whoever met a challenge; a new address becomes a citizen's account.
 * @returns `undefined` when the account is disabled
 */
export async function completeChallenge(
  deps: Pick<Deps, 'clock' | 'keys'>,
  tx: Tx,
  challenge: MetChallenge,
  method: 'code' | 'link',
  context: SignInContext,
): Promise<ConfirmedSignIn | undefined> {
  await registerCitizen(tx, challenge, deps.clock.now());
  const row = await selectAccounts(tx).where('a.email_key', '=', challenge.email_key).executeTakeFirst();
  if (!row) return undefined;
  const signedIn = await beginSession(deps, tx, toAccount(row), method, context);
  const { id, return_to: wrapped } = challenge;
  return { ...signedIn, returnTo: wrapped === null ? null : unwrapReturnPath(deps.keys, id, wrapped) };
}

async function registerCitizen(tx: Tx, { email, email_key, language }: MetChallenge, now: Date): Promise<void> {
  await tx
    .insertInto('accounts')
    .values({
      id: newId(),
      email,
      email_key,
      kind: 'citizen',
      language,
      confirmed_at: now,
      created_at: now,
      last_active_at: now,
    })
    .onConflict((conflict) => conflict.column('email_key').doNothing())
    .execute();
}
