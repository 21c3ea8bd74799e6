import { AppError } from '@umschlag/std';
import { countUnlocks } from './count-unlocks.ts';
import { admitKeyChange, type ChangeDeps, type KeyOwner, withOwnKeys } from './own-key.ts';

/**
 * Deletes an unlock for good. The active key keeps at least one, however many are deleted at once; a revoked key's last
 * one may go, and with it all that was encrypted to that key.
 * @throws AppError not_found for any that is not the owner's, last_unlock, sign_in_failed, too_many_requests
 */
export async function removeUnlock(
  deps: ChangeDeps,
  owner: KeyOwner,
  unlockId: string,
  currentPassword?: string | undefined,
): Promise<void> {
  await admitKeyChange(deps, owner, currentPassword);
  const accountId = owner.account.id;
  await withOwnKeys(deps, owner, async (tx) => {
    const unlock = await tx
      .selectFrom('key_unlocks as u')
      .innerJoin('account_keys as k', (join) =>
        join.onRef('k.account_id', '=', 'u.account_id').onRef('k.fingerprint', '=', 'u.fingerprint'),
      )
      .select(['k.fingerprint', 'k.state'])
      .where('u.id', '=', unlockId)
      .where('u.account_id', '=', accountId)
      .executeTakeFirst();
    if (!unlock) throw new AppError('not_found', 'There is no such unlock.');
    if (unlock.state === 'active' && (await countUnlocks(tx, accountId, unlock.fingerprint)) <= 1) {
      throw new AppError('last_unlock', 'The last unlock of a key stays.');
    }
    await tx.deleteFrom('key_unlocks').where('id', '=', unlockId).execute();
  });
}
