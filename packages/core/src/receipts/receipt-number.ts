import { createHash, randomBytes } from 'node:crypto';

/** Crockford's base32: no letter that is taken for a digit. */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const SYMBOLS = 16;
const PREFIX = 'UM';
const LOOKS_LIKE: Readonly<Record<string, string>> = { I: '1', L: '1', O: '0' };

/** A new receipt number with 80 random bits, such as `UM-7K3D-91QA-0ZTW-4M2H`: nobody guesses one. */
export function newReceiptNumber(): string {
  // 256 is a multiple of 32, so each symbol is equally likely.
  return grouped([...randomBytes(SYMBOLS)].map((octet) => ALPHABET[octet % 32]).join(''));
}

/** A number as people type it: lower case, without hyphens, with letters for digits. `undefined`: it is none. */
export function parseReceiptNumber(typed: string): string | undefined {
  const symbols = typed
    .toUpperCase()
    .replace(/[\s\u2010-\u2015-]/gu, '')
    .replace(new RegExp(`^${PREFIX}(?=.{${SYMBOLS}}$)`), '')
    .replace(/[ILO]/g, (letter) => LOOKS_LIKE[letter]!);
  const isNumber = symbols.length === SYMBOLS && [...symbols].every((one) => ALPHABET.includes(one));
  return isNumber ? grouped(symbols) : undefined;
}

/** What is stored of a number to find it by: SHA-256, 32 octets. */
export function hashReceiptNumber(number: string): Buffer {
  return createHash('sha256').update(`receipt-number/v1/${number}`, 'ascii').digest();
}

function grouped(symbols: string): string {
  return [PREFIX, ...symbols.match(/.{4}/g)!].join('-');
}
