import { AppError } from '@umschlag/std';

/** A member of the dictionary (RFC 9530 §2, RFC 8941 §3.2): `sha-256=:<base64 of 32 octets>:`. */
const SHA256 = /^sha-256=:([A-Za-z0-9+/]{43}=):$/;

/**
 * The SHA-256 that `Content-Digest` declares (RFC 9530 §2); other algorithms beside it are passed over.
 * @returns 32 octets
 * @throws AppError `part_digest_missing` when there is none that can be read
 */
export function readContentDigest(header: string | string[] | undefined): Buffer {
  const members = [header ?? []].flat().flatMap((line) => line.split(','));
  for (const member of members) {
    const match = SHA256.exec(member.trim());
    if (match) return Buffer.from(match[1]!, 'base64');
  }
  throw new AppError('part_digest_missing', 'A part needs Content-Digest with sha-256 (RFC 9530).');
}
