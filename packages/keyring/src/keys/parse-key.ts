import { type Key, type PrivateKey, readKeys } from 'openpgp';
import { KeyringError } from '../errors.ts';
import { PROFILE } from './profile.ts';

/** A key as text with armor or as octets. */
export type KeyInput = string | Uint8Array;

/** Far above any real key with its certifications; what is larger is refused before it is parsed. */
const MAX_OCTETS = 262_144;

async function parseAll(input: KeyInput): Promise<Key[]> {
  if (input.length > MAX_OCTETS) throw new KeyringError('key_malformed', 'The key is larger than 256 KiB.');
  try {
    return typeof input === 'string'
      ? await readKeys({ armoredKeys: input, config: PROFILE })
      : await readKeys({ binaryKeys: input, config: PROFILE });
  } catch (cause) {
    throw new KeyringError('key_malformed', 'This is no readable OpenPGP key.', { cause });
  }
}

/** openpgp.js' own `readKey` takes the first of several keys in silence; here they are refused. */
async function parseOne(input: KeyInput): Promise<Key> {
  const [key, ...others] = await parseAll(input);
  if (!key || others.length > 0) throw new KeyringError('key_not_single', 'Exactly one key is expected.');
  return key;
}

/** The one public key in `input`; throws `key_malformed`, `key_not_single`, `key_is_secret`. */
export async function parsePublicKey(input: KeyInput): Promise<Key> {
  const key = await parseOne(input);
  if (key.isPrivate()) throw new KeyringError('key_is_secret', 'This is a secret key; a public key is expected.');
  return key;
}

/** The one secret key in `input`, locked or not; throws `key_malformed`, `key_not_single`, `key_is_public`. */
export async function parseSecretKey(input: KeyInput): Promise<PrivateKey> {
  const key = await parseOne(input);
  if (!key.isPrivate()) throw new KeyringError('key_is_public', 'This is a public key; the secret key is expected.');
  return key;
}
