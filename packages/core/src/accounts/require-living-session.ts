import type { Tx } from '@umschlag/db';
import { AppError } from '@umschlag/std';

/**
 * Locks the account and makes sure that the session still is. Waits for a change of the password that is under way:
 * a session that it ends must leave nothing behind.
 * @throws AppError sign_in_required
 */
export async function requireLivingSession(tx: Tx, accountId: string, sessionId: string): Promise<void> {
  await tx.selectFrom('accounts').where('id', '=', accountId).select('id').forNoKeyUpdate().execute();
  const session = await tx.selectFrom('sessions').where('id', '=', sessionId).select('id').executeTakeFirst();
  if (!session) throw new AppError('sign_in_required', 'The session has ended.');
}
