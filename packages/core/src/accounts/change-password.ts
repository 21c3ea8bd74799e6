import type { Deps } from '../deps.ts';
import { queueMail } from '../mail/index.ts';
import type { Caller } from './caller.ts';
import { hashPassword } from './password-hash.ts';
import { isFreshMailSignIn } from './reauthentication.policy.ts';
import { proofRefused, requireProof } from './require-proof.ts';
import { requireStrongPassword } from './require-strong-password.ts';

/** What a new password put an end to. */
export interface PasswordChange {
  readonly endedSessions: number;
  readonly revokedApiTokens: number;
}

/**
 * Sets or changes the caller's password, ends all their other sessions, revokes all their API tokens and tells them
 * by mail: whoever changes it because somebody else was in the account shall be rid of them, and a token made then
 * would outlast the password by a year.
 * Needs the current password, or a sign-in by mailed code not older than 10 minutes.
 * @throws AppError sign_in_failed, password_too_weak, too_many_requests
 */
export async function changePassword(
  deps: Pick<Deps, 'database' | 'clock' | 'keys' | 'jobs'>,
  { account, session }: Pick<Caller, 'account' | 'session'>,
  input: { readonly currentPassword?: string | undefined; readonly newPassword: string },
): Promise<PasswordChange> {
  const stored = await requireProof(
    deps,
    { account, ...(session ? { session } : {}) },
    input.currentPassword,
    isFreshMailSignIn,
  );
  requireStrongPassword(input.newPassword, account.email);
  const hash = await hashPassword(input.newPassword, { wide: `account ${account.id}`, narrow: account.id });
  return deps.database.transaction(async (tx) => {
    // Only in the place of the one that was proved: of two changes at once the later must not undo the first.
    const changed = await tx
      .updateTable('accounts')
      .set({ password_hash: hash })
      .where('id', '=', account.id)
      .where('password_hash', stored === null ? 'is' : '=', stored)
      .returning('id')
      .executeTakeFirst();
    if (!changed) throw proofRefused();
    const sessions = tx.deleteFrom('sessions').where('account_id', '=', account.id).returning('id');
    const ended = await (session ? sessions.where('id', '<>', session.id) : sessions).execute();
    const revoked = await tx.deleteFrom('api_tokens').where('account_id', '=', account.id).returning('id').execute();
    await queueMail(deps, tx, { kind: 'password-changed', toEmail: account.email, subjectId: account.id });
    return { endedSessions: ended.length, revokedApiTokens: revoked.length };
  });
}
