import type { Language } from '@umschlag/db';
import type { Deps } from '../deps.ts';
import { type Account, selectAccounts, toAccount } from './account.ts';
import { cleanName } from './clean-name.policy.ts';

/** Changes what people may change of their own account. A field that is left out stays. */
export async function changeAccount(
  { database }: Pick<Deps, 'database'>,
  accountId: string,
  change: { readonly displayName?: string | null | undefined; readonly language?: Language | undefined },
): Promise<Account> {
  return database.transaction(async (tx) => {
    const set = {
      ...(change.displayName === undefined ? {} : { display_name: cleanName(change.displayName ?? '') || null }),
      ...(change.language === undefined ? {} : { language: change.language }),
    };
    if (Object.keys(set).length > 0) {
      await tx.updateTable('accounts').set(set).where('id', '=', accountId).execute();
    }
    return toAccount(await selectAccounts(tx).where('a.id', '=', accountId).executeTakeFirstOrThrow());
  });
}
