import { setTimeout } from 'node:timers/promises';
import { parseMailAddress } from '@umschlag/mailer';
import { AppError } from '@umschlag/std';
import type { Deps } from '../deps.ts';
import { selectAccounts, toAccount } from './account.ts';
import { admitPasswordTry } from './admit-try.ts';
import { beginSession, type SignedIn, type SignInContext } from './begin-session.ts';
import { checkPassword, type PasswordCheck } from './password-hash.ts';

const refused = () => new AppError('sign_in_failed', 'The address or the password is wrong.');

/**
 * Signs in by password. Unknown address, no password and wrong password cost the same and look the same. Strangers
 * who try one address from many networks wait for their turn.
 * @throws AppError sign_in_failed, too_many_requests
 */
export async function signInByPassword(
  deps: Pick<Deps, 'database' | 'clock' | 'keys'>,
  input: SignInContext & { readonly email: string; readonly password: string },
  check: PasswordCheck = checkPassword,
  wait: (ms: number) => Promise<unknown> = setTimeout,
): Promise<SignedIn> {
  // What is no address belongs to no account, and may hold what the database does not even compare.
  const emailKey = parseMailAddress(input.email)?.key;
  const { waitMs, lane } = await admitPasswordTry(deps, {
    emailKey: emailKey ?? input.email.trim().toLowerCase(),
    clientAddress: input.clientAddress,
    deviceToken: input.deviceToken,
  });
  if (waitMs > 0) await wait(waitMs);
  const row = await selectAccounts(deps.database.db)
    .where('a.email_key', '=', emailKey ?? '')
    .executeTakeFirst();
  const isRight = await check(row?.password_hash ?? null, input.password, lane);
  if (!row || !isRight) throw refused();
  return deps.database.transaction(async (tx) => {
    // Checking took its time, and a flood makes it wait in line: what was changed meanwhile counts, not what was read.
    const now = await selectAccounts(tx).where('a.id', '=', row.account_id).forNoKeyUpdate('a').executeTakeFirst();
    if (now?.password_hash !== row.password_hash) throw refused();
    return beginSession(deps, tx, toAccount(now), 'password', input);
  });
}
