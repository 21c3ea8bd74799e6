import { createHash } from 'node:crypto';

/** Zooko's human-oriented base-32 alphabet. */
const ALPHABET = 'ybndrfg8ejkmcpqxot1uwisza345h769';

/** Five bits a character, most significant first; for whole multiples of five octets. */
export function zBase32(octets: Uint8Array): string {
  let bits = 0n;
  for (const octet of octets) bits = (bits << 8n) | BigInt(octet);
  const digits = (octets.length * 8) / 5;
  return Array.from(
    { length: digits },
    (_, at) => ALPHABET[Number((bits >> BigInt(5 * (digits - 1 - at))) & 31n)],
  ).join('');
}

/**
 * The name of an address in the Web Key Directory: z-base-32 of the SHA-1 of its local part in lower case
 * (draft-koch-openpgp-webkey-service §3.1). It protects nothing; it makes names of one length.
 */
export function wkdHash(emailKey: string): string {
  const local = emailKey.slice(0, emailKey.lastIndexOf('@'));
  return zBase32(createHash('sha1').update(local, 'utf8').digest());
}
