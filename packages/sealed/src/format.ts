import { SealedError } from './errors.ts';

/** Octets in plaintext chunk, tag, salt and session key of the profile in docs/FORMATS.md. */
export const CHUNK_OCTETS = 262_144;
export const TAG_OCTETS = 16;
export const SALT_OCTETS = 32;
export const SESSION_KEY_OCTETS = 32;
/** Version, cipher, AEAD and chunk octet, then the salt. */
export const HEADER_OCTETS = 4 + SALT_OCTETS;
/** A sealed chunk of full size with its tag. */
export const RECORD_OCTETS = CHUNK_OCTETS + TAG_OCTETS;

/** Packet tag octets in the OpenPGP format (RFC 9580 §4.2): 0xC0 with the packet type id. */
export const SEIPD_PACKET = 0xd2;
export const LITERAL_PACKET = 0xcb;

const SEIPD_VERSION = 2;
const AEAD_GCM = 3;
const GCM_NONCE_OCTETS = 12;
const INDEX_OCTETS = 8;
/** The part of the GCM nonce that HKDF gives; the chunk index fills the rest (RFC 9580 §5.13.2). */
export const NONCE_PREFIX_OCTETS = GCM_NONCE_OCTETS - INDEX_OCTETS;

/** What RFC 9580 leaves open. Only `PROFILE` is ever written; others exist to check against the RFC's vectors. */
export interface Suite {
  readonly cipherId: number;
  readonly keyOctets: number;
  readonly chunkOctet: number;
}

/** AES-256 (id 9), chunks of 2^(12+6) octets. */
export const PROFILE: Suite = { cipherId: 9, keyOctets: SESSION_KEY_OCTETS, chunkOctet: 12 };

/** The five octets that are HKDF's info and each chunk's associated data (RFC 9580 §5.13.2). */
export function associatedData(suite: Suite): Uint8Array<ArrayBuffer> {
  return Uint8Array.of(SEIPD_PACKET, SEIPD_VERSION, suite.cipherId, AEAD_GCM, suite.chunkOctet);
}

/** The final tag's associated data: the five octets and the count of plaintext octets, big endian. */
export function finalAssociatedData(suite: Suite, plaintextOctets: number): Uint8Array<ArrayBuffer> {
  const data = new Uint8Array(5 + 8);
  data.set(associatedData(suite));
  new DataView(data.buffer).setBigUint64(5, BigInt(plaintextOctets));
  return data;
}

/** The nonce of chunk `index` (0-based; the final tag takes the index after the last chunk's). */
export function nonceOf(prefix: Uint8Array, index: number): Uint8Array<ArrayBuffer> {
  const nonce = new Uint8Array(GCM_NONCE_OCTETS);
  nonce.set(prefix);
  new DataView(nonce.buffer).setBigUint64(NONCE_PREFIX_OCTETS, BigInt(index));
  return nonce;
}

/** The 36 octets that begin every sealed object. */
export function headerOf(salt: Uint8Array): Uint8Array<ArrayBuffer> {
  const header = new Uint8Array(HEADER_OCTETS);
  header.set(associatedData(PROFILE).subarray(1));
  header.set(requireLength(salt, SALT_OCTETS, 'salt'), 4);
  return header;
}

/**
 * Reads the salt from a sealed object's first 36 octets.
 * @throws SealedError `truncated` if there are fewer, `unsupported` for any other version, cipher, AEAD or chunk size
 */
export function saltOf(header: Uint8Array): Uint8Array<ArrayBuffer> {
  if (header.length < HEADER_OCTETS) throw new SealedError('truncated', 'The sealed data ends within its header.');
  const expected = associatedData(PROFILE).subarray(1);
  if (expected.some((octet, at) => header[at] !== octet)) {
    throw new SealedError(
      'unsupported',
      'The sealed data is not SEIPD version 2 with AES-256, GCM and chunks of 256 KiB.',
    );
  }
  return new Uint8Array(header.subarray(4, HEADER_OCTETS));
}

/** Guards against a key or salt of the wrong length, which is always a mistake in the calling code. */
export function requireLength(octets: Uint8Array, length: number, what: string): Uint8Array {
  if (octets.length !== length) throw new RangeError(`The ${what} must have ${length} octets, not ${octets.length}.`);
  return octets;
}
