import { createMessage, decrypt, encrypt, type PrivateKey, readMessage } from 'openpgp';
import { KeyringError } from '../errors.ts';
import type { PublicKey, SecretKey } from './key.ts';
import { parseSecretKey } from './parse-key.ts';
import { PROFILE } from './profile.ts';

interface SealFormerKeyInput {
  readonly oldKey: SecretKey;
  readonly newKey: SecretKey;
  readonly now?: Date;
}

/**
 * The old secret key as a binary OpenPGP message, encrypted to the new key and signed by it: after a rotation the old
 * key's unlocks are deleted, and what was encrypted to it opens by way of the new one.
 */
export async function sealFormerKey(input: SealFormerKeyInput): Promise<Uint8Array<ArrayBuffer>> {
  const { oldKey, newKey, now = new Date() } = input;
  const message = await createMessage({ binary: oldKey.openpgp.write(), date: now });
  const { openpgp } = newKey.public;
  const options = { message, encryptionKeys: openpgp, signingKeys: newKey.openpgp, date: now };
  return new Uint8Array(await encrypt({ ...options, format: 'binary', config: PROFILE }));
}

interface OpenFormerKeyInput {
  /** What `sealFormerKey` made. */
  readonly sealed: Uint8Array;
  /** The key that took its place, unlocked. */
  readonly newKey: SecretKey;
  /** The old public key, read with the purpose `history`: what must be inside. */
  readonly publicKey: PublicKey;
  readonly now?: Date;
}

/**
 * The old secret key. Throws `unlock_damaged` if the message does not open, was not signed by the new key or holds no
 * key, `key_mismatch` if it holds another one.
 */
export async function openFormerKey(input: OpenFormerKeyInput): Promise<SecretKey> {
  const { sealed, newKey, publicKey, now = new Date() } = input;
  const openpgp = await parseInside(sealed, newKey, now);
  if (openpgp.getFingerprint().toUpperCase() !== publicKey.fingerprint) {
    throw new KeyringError('key_mismatch', 'The message holds another key than the former one.');
  }
  return { public: publicKey, openpgp };
}

async function parseInside(sealed: Uint8Array, newKey: SecretKey, now: Date): Promise<PrivateKey> {
  try {
    const message = await readMessage({ binaryMessage: sealed, config: PROFILE });
    const { data } = await decrypt({
      message,
      decryptionKeys: newKey.openpgp,
      verificationKeys: newKey.public.openpgp,
      expectSigned: true,
      format: 'binary',
      date: now,
      config: PROFILE,
    });
    return await parseSecretKey(new Uint8Array(data));
  } catch (cause) {
    throw new KeyringError('unlock_damaged', 'The former key cannot be read with the new one.', { cause });
  }
}
