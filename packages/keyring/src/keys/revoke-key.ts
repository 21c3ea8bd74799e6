import { config as defaults, enums, type PublicKey as OpenPgpPublicKey, readKey, revokeKey as revoke } from 'openpgp';
import { KeyringError } from '../errors.ts';
import type { PublicKey, SecretKey } from './key.ts';
import { PROFILE } from './profile.ts';

/**
 * `superseded`, `retired`: signatures made before stay valid. `compromised`: someone else may have had the key, so that
 * none of its signatures counts any more (RFC 9580 §5.2.3.31).
 */
export type RevocationReason = 'superseded' | 'retired' | 'compromised';

const FLAGS = {
  superseded: enums.reasonForRevocation.keySuperseded,
  retired: enums.reasonForRevocation.keyRetired,
  compromised: enums.reasonForRevocation.keyCompromised,
} as const satisfies Record<RevocationReason, enums.reasonForRevocation>;

interface RevokeKeyInput {
  readonly key: SecretKey;
  readonly reason: RevocationReason;
  readonly now?: Date;
}

/** The public key, armored, with its revocation: publish it in place of the old one. `key` itself stays as it is. */
export async function revokeKey(input: RevokeKeyInput): Promise<string> {
  const { key, now = new Date() } = input;
  // The public key may know more than the unlocked one: later certifications, an earlier revocation.
  return (await key.public.openpgp.update(await revokedKey(input), now)).armor();
}

/**
 * The revocation alone, armored, for `applyRevocation`: as it comes with a new key, and for whoever wants one later, to
 * keep while the key is still good.
 */
export async function certifyRevocation(input: RevokeKeyInput): Promise<string> {
  const certificate = await (await revokedKey(input)).getRevocationCertificate(input.now ?? new Date(), config);
  if (typeof certificate !== 'string') throw new Error('openpgp.js has made no certificate.');
  return certificate;
}

const config = { ...defaults, ...PROFILE };

async function revokedKey({ key, reason, now = new Date() }: RevokeKeyInput): Promise<OpenPgpPublicKey> {
  const options = { key: key.openpgp, reasonForRevocation: { flag: FLAGS[reason] }, date: now };
  return (await revoke({ ...options, format: 'object', config: PROFILE })).publicKey;
}

interface ApplyRevocationInput {
  readonly publicKey: PublicKey;
  readonly certificate: string;
  readonly now?: Date;
}

/**
 * The public key, armored, revoked with the certificate that was made with the key: for whoever lost every unlock.
 * Throws `revocation_invalid` if the certificate is not this key's.
 */
export async function applyRevocation({ publicKey, certificate, now }: ApplyRevocationInput): Promise<string> {
  try {
    // A copy: openpgp.js writes into the key that it is given.
    const key = await readKey({ binaryKey: publicKey.openpgp.write(), config: PROFILE });
    const options = { key, revocationCertificate: certificate, date: now ?? new Date() };
    const revoked = await revoke({ ...options, format: 'object', config: PROFILE });
    return revoked.publicKey.armor();
  } catch (cause) {
    throw new KeyringError('revocation_invalid', 'This certificate does not revoke this key.', { cause });
  }
}
