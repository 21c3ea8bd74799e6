import type { Deps } from '../deps.ts';

export interface ApiTokenView {
  readonly id: string;
  readonly name: string;
  readonly createdAt: Date;
  readonly expiresAt: Date;
  readonly lastUsedAt: Date | null;
}

/** An account's API tokens that are still good, newest first. */
export async function listApiTokens(
  { database, clock }: Pick<Deps, 'database' | 'clock'>,
  accountId: string,
): Promise<ApiTokenView[]> {
  return database.db
    .selectFrom('api_tokens')
    .where('account_id', '=', accountId)
    .where('expires_at', '>', clock.now())
    .orderBy('created_at', 'desc')
    .orderBy('id')
    .select(['id', 'name', 'created_at as createdAt', 'expires_at as expiresAt', 'last_used_at as lastUsedAt'])
    .execute();
}
