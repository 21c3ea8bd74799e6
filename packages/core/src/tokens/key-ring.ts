import { SECOND_MS } from '@umschlag/std';
import type { Deps, Transactor } from '../deps.ts';
import { chooseSigningKey } from './signing-key.policy.ts';
import { loadSigningKeys, prepareSigningKey, type SigningKey, storeSigningKey } from './signing-keys.repository.ts';

export type KeyRingDeps = Pick<Deps, 'database' | 'clock' | 'keys'>;

/** An unknown key id makes the keys be read again at most once in this time: anybody can make up key ids. */
const RELOAD_PAUSE_MS = 3 * SECOND_MS;

type Keys = ReadonlyMap<string, SigningKey>;

/** The keys that one process knows of one database. */
interface Ring {
  keys: Keys;
  /** When an unknown key id last made them be read. */
  soughtAtMs: number;
  /** While that is under way. */
  seeking: Promise<Keys> | undefined;
}

const rings = new WeakMap<Transactor, Ring>();

function ringOf(database: Transactor): Ring {
  const ring = rings.get(database) ?? { keys: new Map(), soughtAtMs: Number.NEGATIVE_INFINITY, seeking: undefined };
  rings.set(database, ring);
  return ring;
}

async function reload({ database, clock, keys }: KeyRingDeps): Promise<Keys> {
  const loaded = await loadSigningKeys(database.db, keys, clock.now());
  const ring = ringOf(database);
  ring.keys = new Map(loaded.map((key) => [key.kid, key]));
  return ring.keys;
}

/**
 * The keys as they are in the database, for a key id that is not among those we know: another replica may have made
 * it. They were read already if that was within the pause: no replica signs with a key that is younger than that.
 */
async function seek(deps: KeyRingDeps): Promise<Keys> {
  const ring = ringOf(deps.database);
  if (ring.seeking) return ring.seeking;
  const nowMs = deps.clock.now().getTime();
  // A clock that was set back must not make the pause longer.
  if (Math.abs(nowMs - ring.soughtAtMs) < RELOAD_PAUSE_MS) return ring.keys;
  ring.seeking = reload(deps).finally(() => {
    ring.seeking = undefined;
  });
  const found = await ring.seeking;
  ring.soughtAtMs = nowMs;
  return found;
}

/** The key to sign with; makes one when there is none. Two replicas may each make one: both are valid. */
export async function currentSigningKey(deps: KeyRingDeps): Promise<SigningKey> {
  const now = deps.clock.now();
  const cached = chooseSigningKey(ringOf(deps.database).keys.values(), now);
  if (cached) return cached;
  const stored = chooseSigningKey((await reload(deps)).values(), now);
  if (stored) return stored;
  const row = await prepareSigningKey(deps.keys, now);
  await deps.database.transaction((tx) => storeSigningKey(tx, row));
  return (await reload(deps)).get(row.kid)!;
}

/** The key that a token names, or `undefined`. */
export async function findVerifyingKey(deps: KeyRingDeps, kid: string): Promise<SigningKey | undefined> {
  const key = ringOf(deps.database).keys.get(kid) ?? (await seek(deps)).get(kid);
  return key && key.verifiesUntil > deps.clock.now() ? key : undefined;
}
