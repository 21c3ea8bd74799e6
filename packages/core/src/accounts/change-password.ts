import { AppError } from '@umschlag/std';
import type { Deps } from '../deps.ts';
import { queueMail } from '../mail/index.ts';
import type { Caller } from './caller.ts';
import { checkPassword, hashPassword } from './password-hash.ts';
import { isFreshMailSignIn } from './reauthentication.policy.ts';
import { requireStrongPassword } from './require-strong-password.ts';
import { throttle } from './throttle.ts';

const refused = () => new AppError('sign_in_failed', 'The current password is wrong, or the sign-in is too old.');

/**
 * Sets or changes the caller's password, ends all their other sessions and tells them by mail.
 * Needs the current password, or a sign-in by mailed code not older than 10 minutes.
 * @throws AppError sign_in_failed, password_too_weak, too_many_requests
 */
export async function changePassword(
  deps: Pick<Deps, 'database' | 'clock' | 'keys' | 'jobs'>,
  { account, session }: Pick<Caller, 'account' | 'session'>,
  input: { readonly currentPassword?: string | undefined; readonly newPassword: string },
): Promise<void> {
  await throttle(deps, 'password-change-account', account.id);
  const { password_hash: stored } = await deps.database.db
    .selectFrom('accounts')
    .select('password_hash')
    .where('id', '=', account.id)
    .executeTakeFirstOrThrow();
  const isProved =
    input.currentPassword === undefined
      ? isFreshMailSignIn(session, deps.clock.now())
      : await checkPassword(stored, input.currentPassword);
  if (!isProved) throw refused();
  requireStrongPassword(input.newPassword, account.email);
  const hash = await hashPassword(input.newPassword);
  await deps.database.transaction(async (tx) => {
    // Only in the place of the one that was proved: of two changes at once the later must not undo the first.
    const changed = await tx
      .updateTable('accounts')
      .set({ password_hash: hash })
      .where('id', '=', account.id)
      .where('password_hash', stored === null ? 'is' : '=', stored)
      .returning('id')
      .executeTakeFirst();
    if (!changed) throw refused();
    const sessions = tx.deleteFrom('sessions').where('account_id', '=', account.id);
    await (session ? sessions.where('id', '<>', session.id) : sessions).execute();
    await queueMail(deps, tx, { kind: 'password-changed', toEmail: account.email, subjectId: account.id });
  });
}
