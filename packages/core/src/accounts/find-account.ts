import type { Db } from '@umschlag/db';
import { type Account, selectAccounts, toAccount } from './account.ts';

/** An account by its id or its address as it is compared; `undefined` if there is none that may be used. */
export async function findAccount(db: Db, by: { id: string } | { emailKey: string }): Promise<Account | undefined> {
  const accounts = selectAccounts(db);
  const found = 'id' in by ? accounts.where('a.id', '=', by.id) : accounts.where('a.email_key', '=', by.emailKey);
  const row = await found.executeTakeFirst();
  return row && toAccount(row);
}
