import { createHash, createHmac, randomBytes, randomInt, timingSafeEqual } from 'node:crypto';

/** Octets in a secret token: 256 bits, so that guessing is out of the question. */
export const SECRET_TOKEN_OCTETS = 32;
const TOKEN_SHAPE = /^[A-Za-z0-9_-]{43}$/;

/** A new random 256-bit token as 43 characters of base64url (RFC 4648 §5). */
export function newSecretToken(): string {
  return randomBytes(SECRET_TOKEN_OCTETS).toString('base64url');
}

/** Whether a text has the shape of a secret token. Says nothing about whether it is known. */
export function isSecretToken(text: string): boolean {
  return TOKEN_SHAPE.test(text);
}

/** The SHA-256 of a token: the only form in which a token is stored (32 octets). */
export function hashToken(token: string): Buffer {
  return createHash('sha256').update(token, 'utf8').digest();
}

/**
 * A token that can be made again from a key and a label, so that no job and no row has to hold it in clear.
 * @param key at least 32 octets, never stored beside what the token protects
 * @returns 43 characters of base64url
 */
export function deriveToken(key: Uint8Array, label: string): string {
  return createHmac('sha256', key).update(label, 'utf8').digest().toString('base64url');
}

/** A decimal code of `digits` characters derived as {@link deriveToken} (modulo bias below 2^-200). */
export function deriveDigits(key: Uint8Array, label: string, digits: number): string {
  const value = BigInt(`0x${createHmac('sha256', key).update(label, 'utf8').digest('hex')}`);
  return (value % 10n ** BigInt(digits)).toString().padStart(digits, '0');
}

/** A random decimal code, uniformly distributed. */
export function newDigits(digits: number): string {
  return Array.from({ length: digits }, () => randomInt(10)).join('');
}

/** Compares in constant time; different lengths are unequal at once. */
export function equalOctets(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && timingSafeEqual(a, b);
}
