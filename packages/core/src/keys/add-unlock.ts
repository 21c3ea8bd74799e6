import { AppError } from '@umschlag/std';
import { countUnlocks } from './count-unlocks.ts';
import type { UnlockView } from './describe-own-keys.ts';
import { insertUnlocks } from './insert-key.ts';
import { checkNewUnlock, type NewUnlock } from './new-key.ts';
import { type ChangeDeps, countKeyChange, type KeyOwner, requireActiveKey, withOwnKeys } from './own-key.ts';

const MAX_UNLOCKS = 10;

/**
 * Adds an unlock to the active key. Takes no proof of the person: whoever made it has the secret key.
 * @throws AppError own_key_changed, too_many_unlocks, invalid_request, too_many_requests
 */
export async function addUnlock(
  deps: ChangeDeps,
  owner: KeyOwner,
  input: NewUnlock & { readonly fingerprint: string },
): Promise<UnlockView> {
  const unlock = checkNewUnlock(input);
  await countKeyChange(deps, owner);
  return withOwnKeys(deps, owner, async (tx) => {
    const now = deps.clock.now();
    const { id: accountId } = owner.account;
    const { fingerprint } = await requireActiveKey(tx, accountId, input.fingerprint);
    if ((await countUnlocks(tx, accountId, fingerprint)) >= MAX_UNLOCKS) {
      throw new AppError('too_many_unlocks', 'The key cannot have more unlocks.', { details: { max: MAX_UNLOCKS } });
    }
    const [id] = await insertUnlocks(tx, accountId, fingerprint, [unlock], now);
    return { id: id!, ...unlock, createdAt: now };
  });
}
