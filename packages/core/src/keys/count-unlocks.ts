import type { Db } from '@umschlag/db';

/** How many unlocks a key has. It stays true only while the account is locked. */
export async function countUnlocks(db: Db, accountId: string, fingerprint: string): Promise<number> {
  const { count } = await db
    .selectFrom('key_unlocks')
    .select((expression) => expression.fn.countAll<number>().as('count'))
    .where('account_id', '=', accountId)
    .where('fingerprint', '=', fingerprint)
    .executeTakeFirstOrThrow();
  return count;
}
