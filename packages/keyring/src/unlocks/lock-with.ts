import type { SecretKey } from '../keys/key.ts';
import { requireConsistent } from '../keys/secret-parts.ts';
import { ARGON2_FLOOR, type Argon2Cost } from './argon2-cost.ts';
import { type Stretching, sealSecret } from './sealed-secret.ts';
import { passwordOf, requireLongEnough, type UnlockSecret } from './secrets.ts';
import { newUnlock, type PasskeyReference, type Unlock } from './unlock.ts';

interface LockWithInput {
  readonly key: SecretKey;
  readonly secret: UnlockSecret;
  /** Only for a passkey: what the browser needs to ask it again. */
  readonly passkey?: PasskeyReference;
  /** Only for a passphrase: from `tuneArgon2`; the floor if left out, and never less. */
  readonly argon2?: Argon2Cost;
  readonly now?: Date;
}

/**
 * A new unlock: `key` locked with `secret`. It takes about as long as `argon2` costs, on the thread that calls: run it
 * in a worker. Throws `passphrase_too_short`, `recovery_code_invalid`, `key_inconsistent`, `derivation_unavailable`;
 * `RangeError` for a cost below the floor or a passkey without reference.
 */
export async function lockWith(input: LockWithInput): Promise<Unlock> {
  const { key, secret, passkey, now = new Date() } = input;
  if ((secret.kind === 'passkey') !== (passkey !== undefined)) throw new RangeError('A passkey needs its reference.');
  requireLongEnough(secret);
  await requireConsistent(key.openpgp);
  const password = await passwordOf(secret, secret.kind);
  const octets = await sealSecret(key.openpgp.write(), password, stretchingFor(secret, input.argon2));
  const label = { kind: secret.kind, fingerprint: key.public.fingerprint, ...(passkey ? { passkey } : {}) };
  return newUnlock(label, octets, now);
}

function stretchingFor(secret: UnlockSecret, cost: Argon2Cost = ARGON2_FLOOR): Stretching {
  if (secret.kind !== 'passphrase') return 'random';
  if (cost.passes < ARGON2_FLOOR.passes || cost.memoryExponent < ARGON2_FLOOR.memoryExponent) {
    throw new RangeError('Argon2id below the floor.');
  }
  return cost;
}
