import type { Key, SignaturePacket, Subkey, User } from 'openpgp';
import { KeyringError } from '../errors.ts';
import { requireAllowed } from './algorithms.ts';
import type { PublicKey } from './key.ts';
import { type KeyInput, parsePublicKey } from './parse-key.ts';
import { announcesSeipdv2, normalAddress } from './profile.ts';

/**
 * `encryption`: someone wants to encrypt to it now. `history`: it may be revoked or expired by now; for opening one's
 * own old unlocks and for checking old signatures, each of which openpgp.js judges by the signature's own date.
 */
export type KeyPurpose = 'encryption' | 'history';

interface ReadPublicKeyInput {
  readonly key: KeyInput;
  /** The address that the key was asked for; one of its user ids must be this one. */
  readonly address: string;
  readonly now?: Date;
  readonly purpose?: KeyPurpose;
}

/**
 * Reads someone's public key and refuses it unless it is exactly one key, of that address, with allowed algorithms,
 * and (for `encryption`, the default) neither revoked nor expired, with a valid part for encryption.
 * Throws `KeyringError` with a `key_…` code.
 */
export async function readPublicKey(input: ReadPublicKeyInput): Promise<PublicKey> {
  const { key, address, now = new Date(), purpose = 'encryption' } = input;
  return checkPublicKey(await parsePublicKey(key), address, now, purpose);
}

/** The checks of `readPublicKey` on a key that is parsed already. */
export async function checkPublicKey(key: Key, address: string, now: Date, purpose: KeyPurpose): Promise<PublicKey> {
  const { version } = key.keyPacket;
  if (version !== 4 && version !== 6) throw refused('key_malformed', `Keys of version ${version} are not read.`);
  requireAllowed([key]);
  if (key.getCreationTime() > now) throw refused('key_not_yet_valid', 'This key was created in the future.');
  const wanted = normalAddress(address);
  await requireAddress(key, wanted, now);
  if (purpose === 'encryption') await requireUsable(key, now);
  return {
    address: wanted,
    fingerprint: key.getFingerprint().toUpperCase(),
    keyVersion: version,
    createdAt: key.getCreationTime(),
    announcesSeipdv2: announcesSeipdv2((await selfSignature(key, now)).features),
    openpgp: key.toPublic(),
  };
}

const refused = (code: KeyringError['code'], message: string): KeyringError => new KeyringError(code, message);

/** Preferences and features: of version 6 keys in the direct key signature, else in that of the primary user id. */
function selfSignature(key: Key, now: Date): Promise<SignaturePacket> {
  // Missing in openpgp.js' type declarations, and public in its documentation.
  return (key as Key & { getPrimarySelfSignature(date: Date): Promise<SignaturePacket> }).getPrimarySelfSignature(now);
}

async function isValidUser(user: User, now: Date): Promise<boolean> {
  return user.verify(now).catch(() => false);
}

async function requireAddress(key: Key, address: string, now: Date): Promise<void> {
  const named = key.users.filter(({ userID }) => userID && normalAddress(userID.email) === address);
  const valid = await Promise.all(named.map((user) => isValidUser(user, now)));
  if (!valid.includes(true)) throw refused('key_address_mismatch', 'This key does not belong to the asked address.');
}

async function requireUsable(key: Key, now: Date): Promise<void> {
  if (await key.isRevoked(undefined, undefined, now)) throw refused('key_revoked', 'This key was revoked.');
  const end = await key.getExpirationTime();
  // `null`: no valid self-signature that could tell.
  if (end === null || end <= now) throw refused('key_expired', 'This key has expired.');
  let part: Key | Subkey;
  try {
    part = await key.getEncryptionKey(undefined, now);
  } catch (cause) {
    throw new KeyringError('key_cannot_encrypt', 'Nothing can be encrypted to this key.', { cause });
  }
  requireAllowed([part]);
}
