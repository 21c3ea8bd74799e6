import { fingerprintOctets } from './fingerprint.ts';
import { WORDS } from './words.ts';

const WORD_COUNT = 9;
const BITS_PER_WORD = 10;
const ITERATIONS = 131_072;
const SALT = new TextEncoder().encode('umschlag fingerprint words 1');

/**
 * Nine words for a fingerprint, for two people to compare by telephone: the first 90 bits of PBKDF2-HMAC-SHA256 with
 * 131,072 iterations. Finding another key with the same words takes 2^90 such derivations, about 2^108 hashes.
 */
export async function fingerprintWords(fingerprint: string): Promise<string[]> {
  const key = await crypto.subtle.importKey('raw', fingerprintOctets(fingerprint), 'PBKDF2', false, ['deriveBits']);
  const parameters = { name: 'PBKDF2', hash: 'SHA-256', salt: SALT, iterations: ITERATIONS };
  const octets = new Uint8Array(await crypto.subtle.deriveBits(parameters, key, 96));
  const bits = Array.from(octets, (octet) => octet.toString(2).padStart(8, '0')).join('');
  return Array.from({ length: WORD_COUNT }, (_, index) => {
    const start = index * BITS_PER_WORD;
    return WORDS[Number.parseInt(bits.slice(start, start + BITS_PER_WORD), 2)]!;
  });
}
