import { addMs, DAY_MS } from '@umschlag/std';
import type { KeyRingDeps } from './key-ring.ts';
import { chooseSigningKey } from './signing-key.policy.ts';
import {
  deleteOldSigningKeys,
  loadSigningKeys,
  prepareSigningKey,
  storeSigningKey,
} from './signing-keys.repository.ts';

/** A successor is made this long before the key in use ends, so that no request has to wait for one. */
const AHEAD_MS = DAY_MS;

/**
 * Makes the next key in time and forgets those that verify nothing any more. For a daily job; may be repeated.
 * @returns what was done
 */
export async function rotateSigningKeys(deps: KeyRingDeps): Promise<{ created: boolean; deleted: number }> {
  const now = deps.clock.now();
  const keys = await loadSigningKeys(deps.database.db, deps.keys, now);
  const isDue = chooseSigningKey(keys, addMs(now, AHEAD_MS)) === undefined;
  const row = isDue ? await prepareSigningKey(deps.keys, now) : undefined;
  return deps.database.transaction(async (tx) => {
    if (row) await storeSigningKey(tx, row);
    return { created: isDue, deleted: await deleteOldSigningKeys(tx, now) };
  });
}
