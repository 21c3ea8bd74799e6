import { hashToken, isSecretToken } from '@umschlag/std';
import type { Deps } from '../deps.ts';
import { selectAccounts, toAccount } from './account.ts';
import type { Caller } from './caller.ts';
import { isActivityDue, isTouchDue, sessionExpiry } from './session.policy.ts';
import { touchAccount } from './touch-account.ts';

/** The caller behind a session's token, or `undefined`. Keeps a used session alive. */
export async function findSession(deps: Pick<Deps, 'database' | 'clock'>, token: string): Promise<Caller | undefined> {
  if (!isSecretToken(token)) return undefined;
  const now = deps.clock.now();
  const row = await selectAccounts(deps.database.db)
    .innerJoin('sessions as s', 's.account_id', 'a.id')
    .where('s.token_hash', '=', hashToken(token))
    .where('s.expires_at', '>', now)
    .select(['s.id as session_id', 's.method', 's.created_at as session_created_at', 's.last_seen_at'])
    .executeTakeFirst();
  if (!row) return undefined;
  const account = toAccount(row);
  if (isTouchDue(row.last_seen_at, now)) {
    await deps.database.transaction(async (tx) => {
      await tx
        .updateTable('sessions')
        .set({ last_seen_at: now, expires_at: sessionExpiry(account.kind, row.session_created_at, now) })
        .where('id', '=', row.session_id)
        .execute();
      if (isActivityDue(row.last_active_at, now)) await touchAccount(tx, account.id, now);
    });
  }
  return { account, session: { id: row.session_id, method: row.method, createdAt: row.session_created_at } };
}
