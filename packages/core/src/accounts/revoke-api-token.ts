import { AppError } from '@umschlag/std';
import type { Deps } from '../deps.ts';

/**
 * Revokes one of an account's own API tokens.
 * @throws AppError not_found for any other, existing or not
 */
export async function revokeApiToken(
  { database }: Pick<Deps, 'database'>,
  accountId: string,
  tokenId: string,
): Promise<void> {
  const revoked = await database.transaction((tx) =>
    tx
      .deleteFrom('api_tokens')
      .where('id', '=', tokenId)
      .where('account_id', '=', accountId)
      .returning('id')
      .executeTakeFirst(),
  );
  if (!revoked) throw new AppError('not_found', 'There is no such token.');
}
