import { askForReleases } from '../releases/index.ts';
import { insertKey, keyExists } from './insert-key.ts';
import { checkNewKey, type NewKey } from './new-key.ts';
import { admitKeyChange, type ChangeDeps, type KeyOwner, tellOwner, withOwnKeys } from './own-key.ts';

/**
 * Sets up the key of an account that has none: the first, or one after a revocation. Of two at once one wins. Senders whose
 * deliveries wait for it are told.
 * @throws AppError key_exists, key_invalid, too_many_keys, invalid_request, sign_in_failed, too_many_requests
 */
export async function addKey(
  deps: ChangeDeps,
  owner: KeyOwner,
  input: NewKey & { readonly currentPassword?: string | undefined },
): Promise<void> {
  const key = checkNewKey(input);
  await admitKeyChange(deps, owner, input.currentPassword);
  await withOwnKeys(deps, owner, async (tx) => {
    const active = await tx
      .selectFrom('account_keys')
      .select('fingerprint')
      .where('account_id', '=', owner.account.id)
      .where('state', '=', 'active')
      .executeTakeFirst();
    if (active) throw keyExists();
    await insertKey(tx, owner, key, deps.clock.now());
    await tellOwner(deps, tx, owner);
    await askForReleases(deps, tx, owner.account.emailKey);
  });
}
