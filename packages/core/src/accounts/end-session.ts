import { AppError } from '@umschlag/std';
import type { Deps } from '../deps.ts';

/**
 * Ends one of an account's own sessions.
 * @throws AppError not_found for any other, existing or not
 */
export async function endSession(
  { database }: Pick<Deps, 'database'>,
  accountId: string,
  sessionId: string,
): Promise<void> {
  const ended = await database.transaction((tx) =>
    tx
      .deleteFrom('sessions')
      .where('id', '=', sessionId)
      .where('account_id', '=', accountId)
      .returning('id')
      .executeTakeFirst(),
  );
  if (!ended) throw new AppError('not_found', 'There is no such session.');
}
