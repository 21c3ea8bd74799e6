import { decryptKey, type PrivateKey } from 'openpgp';
import { KeyringError } from '../errors.ts';
import { requireAllowed } from './algorithms.ts';
import type { SecretKey } from './key.ts';
import { type KeyInput, parseSecretKey } from './parse-key.ts';
import { PROFILE } from './profile.ts';
import { checkPublicKey } from './read-public-key.ts';
import { isLocked, requireComplete, requireConsistent } from './secret-parts.ts';

interface ImportSecretKeyInput {
  readonly key: KeyInput;
  /** The importing person's own address; the key must have it as a user id. */
  readonly address: string;
  /** Of the file, if it is locked. It is not the passphrase of the unlocks to come. */
  readonly passphrase?: string;
  readonly now?: Date;
}

/**
 * A secret key from another OpenPGP program (RSA, NIST curves, Curve25519 or Curve448, version 4 or 6), unlocked.
 * Everything that is encrypted here opens with it here. If `public.announcesSeipdv2` is false, the owner's other
 * programs say that they cannot open what is stored: tell the owner that they need the compatible export.
 * Throws `wrong_secret`, `key_incomplete`, `key_inconsistent`, `key_cannot_sign` and what `readPublicKey` throws.
 */
export async function importSecretKey(input: ImportSecretKeyInput): Promise<SecretKey> {
  const { address, now = new Date() } = input;
  const parsed = await parseSecretKey(input.key);
  // Before a derivation that may cost seconds: keys that are refused anyway.
  const checked = await checkPublicKey(parsed.toPublic(), address, now, 'encryption');
  requireComplete(parsed);
  const openpgp = isLocked(parsed) ? await unlockFile(parsed, input.passphrase ?? '') : parsed;
  await requireConsistent(openpgp);
  await requireSigning(openpgp, now);
  return { public: checked, openpgp };
}

async function unlockFile(privateKey: PrivateKey, passphrase: string): Promise<PrivateKey> {
  try {
    return await decryptKey({ privateKey, passphrase, config: PROFILE });
  } catch (cause) {
    throw new KeyringError('wrong_secret', 'This passphrase does not open the key file.', { cause });
  }
}

async function requireSigning(key: PrivateKey, now: Date): Promise<void> {
  try {
    requireAllowed([await key.getSigningKey(undefined, now)]);
  } catch (cause) {
    if (cause instanceof KeyringError) throw cause;
    throw new KeyringError('key_cannot_sign', 'This key cannot sign.', { cause });
  }
}
