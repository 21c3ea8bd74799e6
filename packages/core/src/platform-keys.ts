import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';

/** What a key derived from the master key may be used for. Each purpose has its own key (RFC 5869, info = purpose). */
export type KeyPurpose =
  | 'content-keys'
  | 'signing-keys'
  | 'delivery-links'
  | 'upload-links'
  | 'upload-link-keys'
  | 'submissions'
  | 'receipt-keys'
  | 'sign-in'
  | 'invitations'
  | 'throttles'
  | 'known-devices'
  | 'master-key-check';

const KEY_OCTETS = 32;
const NONCE_OCTETS = 12;
const TAG_OCTETS = 16;

/** The platform's keys, derived from the master key. Never stored, never printed. */
export class PlatformKeys {
  readonly #masterKey: Uint8Array;
  readonly #derived = new Map<KeyPurpose, Buffer>();

  /** @param masterKey 32 octets */
  constructor(masterKey: Uint8Array) {
    if (masterKey.length !== KEY_OCTETS) throw new RangeError('the master key must have 32 octets');
    this.#masterKey = masterKey;
  }

  /** The key of one purpose (32 octets). */
  of(purpose: KeyPurpose): Buffer {
    const known = this.#derived.get(purpose);
    if (known) return known;
    const key = Buffer.from(
      hkdfSync('sha256', this.#masterKey, new Uint8Array(0), `umschlag/v1/${purpose}`, KEY_OCTETS),
    );
    this.#derived.set(purpose, key);
    return key;
  }

  /** Wraps a secret for storage, bound to `context` (the id of what it belongs to). */
  wrap(purpose: KeyPurpose, context: string, secret: Uint8Array): Buffer {
    return encryptBound(this.of(purpose), context, secret);
  }

  /** @throws Error when the key, the context or the stored octets do not belong together */
  unwrap(purpose: KeyPurpose, context: string, wrapped: Uint8Array): Buffer {
    return decryptBound(this.of(purpose), context, wrapped);
  }
}

/**
 * AES-256-GCM with a random nonce and `context` as associated data: nonce (12), ciphertext, tag (16).
 * For few and small secrets per key (NIST SP 800-38D §8.3: far below 2^32 random nonces).
 */
export function encryptBound(key: Uint8Array, context: string, plaintext: Uint8Array): Buffer {
  const nonce = randomBytes(NONCE_OCTETS);
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(context, 'utf8'));
  return Buffer.concat([nonce, cipher.update(plaintext), cipher.final(), cipher.getAuthTag()]);
}

/** Reverses {@link encryptBound}. @throws Error when anything was altered */
export function decryptBound(key: Uint8Array, context: string, sealed: Uint8Array): Buffer {
  if (sealed.length < NONCE_OCTETS + TAG_OCTETS) throw new Error('sealed value too short');
  const end = sealed.length - TAG_OCTETS;
  const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, NONCE_OCTETS))
    .setAAD(Buffer.from(context, 'utf8'))
    .setAuthTag(sealed.subarray(end));
  return Buffer.concat([decipher.update(sealed.subarray(NONCE_OCTETS, end)), decipher.final()]);
}
