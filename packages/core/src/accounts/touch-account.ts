import type { Tx } from '@umschlag/db';

/** Writes down that an account is in use. */
export async function touchAccount(tx: Tx, accountId: string, now: Date): Promise<void> {
  await tx.updateTable('accounts').set({ last_active_at: now }).where('id', '=', accountId).execute();
}
