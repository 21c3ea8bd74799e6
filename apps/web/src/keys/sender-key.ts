import type { Answer, PublishedFormerKey, PublishedKey } from '@umschlag/contract';
import { applyRevocation, type PublicKey, readPublicKey } from '@umschlag/keyring';
import { fromBase64 } from '../transfer/base64.ts';
import { textFromBase64 } from './octets.ts';

/** A key that the sender has or had, with its place in the key log. */
export interface Candidate {
  readonly published: PublishedKey | PublishedFormerKey;
  readonly key: PublicKey;
}

/**
 * The sender's keys that a manifest may be signed with: the remembered one first, then the one of today, then former
 * ones, newest first. A revoked one carries its revocation, so that a key that was stolen proves nothing.
 * Whatever is not readable, or of another address, is none.
 */
export async function candidatesOf(
  { key, formerKeys }: Answer<'GET /api/v1/links/:token/sender-key'>,
  address: string,
  remembered: string | undefined,
): Promise<Candidate[]> {
  const offered = [...(key ? [key] : []), ...formerKeys];
  const read = await Promise.all(offered.map((published) => readOne(published, address)));
  const candidates = read.filter((one) => one !== undefined);
  const isRemembered = (one: Candidate) => (one.key.fingerprint === remembered ? 0 : 1);
  return candidates.sort((one, other) => isRemembered(one) - isRemembered(other));
}

async function readOne(published: PublishedKey | PublishedFormerKey, address: string): Promise<Candidate | undefined> {
  const how = { address, purpose: 'history' } as const;
  try {
    const key = await readPublicKey({ key: fromBase64(published.publicKey), ...how });
    if (key.fingerprint !== published.fingerprint) return undefined;
    if (!('state' in published) || published.state !== 'revoked') return { published, key };
    return { published, key: await readPublicKey({ key: await revoked(key, published), ...how }) };
  } catch {
    return undefined;
  }
}

/** Either the revoked key itself, or the certificate for it (docs/FORMATS.md, "Rotation and revocation"). */
async function revoked(publicKey: PublicKey, { statement }: PublishedFormerKey): Promise<string> {
  const text = textFromBase64(statement);
  try {
    const key = await readPublicKey({ key: text, address: publicKey.address, purpose: 'history' });
    if (key.fingerprint === publicKey.fingerprint && (await key.openpgp.isRevoked())) return text;
  } catch {
    // Then it is a certificate.
  }
  return applyRevocation({ publicKey, certificate: text });
}
