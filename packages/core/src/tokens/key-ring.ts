import type { Deps, Transactor } from '../deps.ts';
import { chooseSigningKey } from './signing-key.policy.ts';
import { loadSigningKeys, prepareSigningKey, type SigningKey, storeSigningKey } from './signing-keys.repository.ts';

export type KeyRingDeps = Pick<Deps, 'database' | 'clock' | 'keys'>;

/**
 * The keys that this process knows, per database. A key that another replica made is found by its id when the first
 * token that it signed comes along.
 */
const known = new WeakMap<Transactor, ReadonlyMap<string, SigningKey>>();

async function reload({ database, clock, keys }: KeyRingDeps): Promise<ReadonlyMap<string, SigningKey>> {
  const loaded = await loadSigningKeys(database.db, keys, clock.now());
  const ring = new Map(loaded.map((key) => [key.kid, key]));
  known.set(database, ring);
  return ring;
}

/** The key to sign with; makes one when there is none. Two replicas may each make one: both are valid. */
export async function currentSigningKey(deps: KeyRingDeps): Promise<SigningKey> {
  const now = deps.clock.now();
  const cached = chooseSigningKey(known.get(deps.database)?.values() ?? [], now);
  if (cached) return cached;
  const stored = chooseSigningKey((await reload(deps)).values(), now);
  if (stored) return stored;
  const row = await prepareSigningKey(deps.keys, now);
  await deps.database.transaction((tx) => storeSigningKey(tx, row));
  return (await reload(deps)).get(row.kid)!;
}

/** The key that a token names, or `undefined`. */
export async function findVerifyingKey(deps: KeyRingDeps, kid: string): Promise<SigningKey | undefined> {
  const key = known.get(deps.database)?.get(kid) ?? (await reload(deps)).get(kid);
  return key && key.verifiesUntil > deps.clock.now() ? key : undefined;
}
