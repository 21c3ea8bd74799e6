import type { PrivateKey } from 'openpgp';
import { KeyringError } from '../errors.ts';
import type { PublicKey, SecretKey } from '../keys/key.ts';
import { parseSecretKey } from '../keys/parse-key.ts';
import { holdsAllOf } from '../keys/secret-parts.ts';
import { openSecret } from './sealed-secret.ts';
import { passwordOf, type UnlockSecret } from './secrets.ts';
import { messageOf, type Unlock } from './unlock.ts';

interface OpenUnlockInput {
  readonly unlock: Unlock;
  readonly secret: UnlockSecret;
  /** The person's own public key: what the unlock must hold. */
  readonly publicKey: PublicKey;
}

/**
 * The secret key in an unlock. It takes as long as the unlock's derivation costs, on the thread that calls.
 * Throws `wrong_secret` (after that one derivation), `key_mismatch` (the unlock was swapped for that of another key),
 * `unlock_damaged`, `unlock_unsupported`, `derivation_unavailable`, `recovery_code_invalid`.
 */
export async function openUnlock({ unlock, secret, publicKey }: OpenUnlockInput): Promise<SecretKey> {
  if (unlock.fingerprint !== publicKey.fingerprint) throw mismatch();
  const password = await passwordOf(secret, unlock.kind);
  const octets = await openSecret(await messageOf(unlock), password);
  const openpgp = await parseInside(octets);
  if (!holdsAllOf(openpgp, publicKey)) throw mismatch();
  return { public: publicKey, openpgp };
}

async function parseInside(octets: Uint8Array): Promise<PrivateKey> {
  try {
    return await parseSecretKey(octets);
  } catch (cause) {
    throw new KeyringError('unlock_damaged', 'The unlock does not hold a secret key.', { cause });
  }
}

const mismatch = (): KeyringError => new KeyringError('key_mismatch', 'The unlock holds another key than expected.');
