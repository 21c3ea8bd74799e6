import { KeyringError } from '../errors.ts';
import { normalFingerprint } from './fingerprint.ts';
import type { PublicKey } from './key.ts';
import type { KeyInput } from './parse-key.ts';
import { type KeyPurpose, readPublicKey } from './read-public-key.ts';
import { verifyRotation } from './rotate-key.ts';
import { rotationInvalid } from './rotation-statement.ts';

/** A key that another one has replaced, as the server hands it out. */
export interface SucceededKey {
  readonly publicKey: KeyInput;
  /** Armored: by which it named the key that took its place. What is no such statement proves nothing. */
  readonly statement: string;
}

/** The key of an account or of a team today, and those before it. Nothing of it is believed. */
export interface KeySuccession {
  /** The account's, or the team's as of `teamAddress`. */
  readonly address: string;
  readonly publicKey: KeyInput;
  /** Newest first, without a gap from `publicKey` to the one that is known. */
  readonly formerKeys: readonly SucceededKey[];
  readonly now?: Date;
  /** Of today's key; default: somebody is about to encrypt to it. */
  readonly purpose?: KeyPurpose;
}

/**
 * Today's key, if it is the one with this fingerprint, or its successor by an unbroken chain of rotations, each signed
 * by the key before. Fingerprints are computed here: what the server calls a key does not count.
 * Throws `rotation_invalid` where the chain does not lead to that fingerprint, and as `readPublicKey` does for a key of
 * today that must not be used.
 */
export async function verifySuccession(fromFingerprint: string, succession: KeySuccession): Promise<PublicKey> {
  const { address, publicKey, formerKeys, now = new Date(), purpose = 'encryption' } = succession;
  const wanted = normalFingerprint(fromFingerprint);
  const today = await readPublicKey({ key: publicKey, address, now, purpose });
  let proven = today;
  for (const { publicKey: key, statement } of formerKeys) {
    if (proven.fingerprint === wanted) return today;
    const oldKey = await readFormer({ key, address, now });
    await verifyRotation({ statement, oldKey, newKey: proven, now });
    proven = oldKey;
  }
  if (proven.fingerprint === wanted) return today;
  throw rotationInvalid('The chain does not lead to the key that is known.');
}

/** A key of the chain that is not readable breaks it, and says nothing of today's key. */
async function readFormer(input: { key: KeyInput; address: string; now: Date }): Promise<PublicKey> {
  try {
    return await readPublicKey({ ...input, purpose: 'history' });
  } catch (cause) {
    if (!(cause instanceof KeyringError)) throw cause;
    throw rotationInvalid('A key of the chain is not readable.', cause);
  }
}
