import { hashToken } from '@umschlag/std';
import type { Deps } from '../deps.ts';
import { selectAccounts, toAccount } from './account.ts';
import { isApiToken } from './api-token.policy.ts';
import type { Caller } from './caller.ts';
import { isActivityDue } from './session.policy.ts';
import { touchAccount } from './touch-account.ts';

/** The caller behind an API token, or `undefined`. */
export async function findApiToken(deps: Pick<Deps, 'database' | 'clock'>, token: string): Promise<Caller | undefined> {
  if (!isApiToken(token)) return undefined;
  const now = deps.clock.now();
  const row = await selectAccounts(deps.database.db)
    .innerJoin('api_tokens as t', 't.account_id', 'a.id')
    .where('t.token_hash', '=', hashToken(token))
    .where('t.expires_at', '>', now)
    .select(['t.id as token_id', 't.last_used_at'])
    .executeTakeFirst();
  if (!row) return undefined;
  if (row.last_used_at === null || isActivityDue(row.last_used_at, now)) {
    await deps.database.transaction(async (tx) => {
      await tx.updateTable('api_tokens').set({ last_used_at: now }).where('id', '=', row.token_id).execute();
      await touchAccount(tx, row.account_id, now);
    });
  }
  return { account: toAccount(row), apiTokenId: row.token_id };
}
