import type { Tx } from './database-types.ts';

/**
 * Claims one firing of a periodic job. An advisory lock would be wrong here: a late replica takes the released
 * lock and runs again.
 * @param key names the job and its time of firing.
 * @returns whether this caller runs it.
 */
export async function claimCronRun(tx: Tx, key: string): Promise<boolean> {
  const claimed = await tx
    .insertInto('cron_run')
    .values({ key })
    .onConflict((conflict) => conflict.column('key').doNothing())
    .returning('key')
    .executeTakeFirst();
  return claimed !== undefined;
}
