import type { PrivateKey } from 'openpgp';
import { KeyringError } from '../errors.ts';
import type { PublicKey } from './key.ts';

/** The packets of a secret key that hold secrets: primary key and subkeys. */
const partsOf = (key: PrivateKey) => [key.keyPacket, ...key.subkeys.map(({ keyPacket }) => keyPacket)];

interface SecretPart {
  isDecrypted(): boolean;
  isMissingSecretKeyMaterial(): boolean;
  validate(): Promise<void>;
}

const secretPartsOf = (key: PrivateKey): SecretPart[] => partsOf(key) as unknown as SecretPart[];

/** Throws `key_incomplete` if a secret part is kept elsewhere, as GnuPG does with smartcards and offline keys. */
export function requireComplete(key: PrivateKey): void {
  if (!secretPartsOf(key).some((part) => part.isMissingSecretKeyMaterial())) return;
  throw new KeyringError('key_incomplete', 'Secret parts of this key are missing.');
}

/** Whether a part is still locked with a passphrase. */
export const isLocked = (key: PrivateKey): boolean => secretPartsOf(key).some((part) => !part.isDecrypted());

/**
 * Throws `key_inconsistent` unless every secret part belongs to its public part. A key that someone altered while it
 * was locked without authentication gives itself away with the first signature.
 */
export async function requireConsistent(key: PrivateKey): Promise<void> {
  try {
    await Promise.all(secretPartsOf(key).map((part) => part.validate()));
  } catch (cause) {
    throw new KeyringError('key_inconsistent', 'Secret and public part of this key differ.', { cause });
  }
}

/**
 * Whether a secret key is that of a public one, with all its parts. A fingerprint covers all public parameters of its
 * part, so that equal fingerprints mean equal parts.
 */
export function holdsAllOf(opened: PrivateKey, { openpgp: expected }: PublicKey): boolean {
  const subkeys = new Set(opened.subkeys.map((subkey) => subkey.getFingerprint()));
  return (
    opened.getFingerprint() === expected.getFingerprint() &&
    expected.subkeys.every((subkey) => subkeys.has(subkey.getFingerprint()))
  );
}
