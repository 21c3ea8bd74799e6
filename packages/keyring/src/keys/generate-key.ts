import { generateKey as generate } from 'openpgp';
import type { SecretKey } from './key.ts';
import { normalAddress, PROFILE } from './profile.ts';
import { readPublicKey } from './read-public-key.ts';

/** A new key, and what goes out of it at once. */
export interface NewKey {
  readonly secret: SecretKey;
  readonly publicKeyArmored: string;
  readonly publicKeyOctets: Uint8Array<ArrayBuffer>;
  readonly fingerprint: string;
  readonly keyVersion: 4;
  /** Whoever holds this can declare the key invalid, even when the secret key is lost; for the recovery sheet. */
  readonly revocationCertificate: string;
}

/** Clocks differ: a key whose creation lies ahead on the reader's clock would be refused by him, and by any program. */
const CLOCK_SKEW_MS = 10 * 60_000;

/**
 * A new OpenPGP version 4 key for `address`: Ed25519 (legacy) for signing, Curve25519 (legacy) for encryption, the
 * address alone as user id, without end, announcing SEIPDv2. It is dated ten minutes before `now`.
 * Throws `RangeError` if `address` is no mail address.
 */
export async function generateKey(input: { address: string; now?: Date }): Promise<NewKey> {
  const address = normalAddress(input.address);
  if (!/^[^\s@<>()]+@[^\s@<>()]+$/.test(address)) throw new RangeError('A key needs one mail address.');
  const now = input.now ?? new Date();
  const { privateKey, revocationCertificate } = await generate({
    // As `email` it would be put into angle brackets.
    userIDs: [{ name: address }],
    type: 'ecc',
    curve: 'curve25519Legacy',
    date: new Date(now.getTime() - CLOCK_SKEW_MS),
    format: 'object',
    config: PROFILE,
  });
  // Read back, so that what is checked is what others will read.
  const checked = await readPublicKey({ key: privateKey.toPublic().write(), address, now });
  if (checked.keyVersion !== 4 || !checked.announcesSeipdv2) throw new Error('The key is not as it was asked for.');
  return {
    secret: { public: checked, openpgp: privateKey },
    publicKeyArmored: checked.openpgp.armor(),
    publicKeyOctets: new Uint8Array(checked.openpgp.write()),
    fingerprint: checked.fingerprint,
    keyVersion: 4,
    revocationCertificate,
  };
}
