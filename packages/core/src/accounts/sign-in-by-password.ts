import { parseMailAddress } from '@umschlag/mailer';
import { AppError } from '@umschlag/std';
import type { Deps } from '../deps.ts';
import { selectAccounts, toAccount } from './account.ts';
import { beginSession, type SignedIn, type SignInContext } from './begin-session.ts';
import { checkPassword, type PasswordCheck } from './password-hash.ts';
import { clientNetwork } from './throttle.policy.ts';
import { throttle } from './throttle.ts';

/**
 * Signs in by password. Unknown address, no password and wrong password cost the same and look the same.
 * @throws AppError sign_in_failed, too_many_requests
 */
export async function signInByPassword(
  deps: Pick<Deps, 'database' | 'clock' | 'keys'>,
  input: SignInContext & { readonly email: string; readonly password: string },
  check: PasswordCheck = checkPassword,
): Promise<SignedIn> {
  const emailKey = parseMailAddress(input.email)?.key ?? input.email.trim().toLowerCase();
  await throttle(deps, 'password-client', clientNetwork(input.clientAddress));
  await throttle(deps, 'password-account', emailKey);
  const row = await selectAccounts(deps.database.db).where('a.email_key', '=', emailKey).executeTakeFirst();
  const isRight = await check(row?.password_hash ?? null, input.password);
  if (!row || !isRight) throw new AppError('sign_in_failed', 'The address or the password is wrong.');
  return deps.database.transaction((tx) => beginSession(deps, tx, toAccount(row), 'password', input));
}
