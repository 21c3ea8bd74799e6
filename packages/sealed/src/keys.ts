import { SALT_OCTETS, SESSION_KEY_OCTETS } from './format.ts';

/** A fresh random 256-bit session key. One key seals one plaintext. */
export function newSessionKey(): Uint8Array<ArrayBuffer> {
  return crypto.getRandomValues(new Uint8Array(SESSION_KEY_OCTETS));
}

/** A fresh random salt of 32 octets. Not secret: it stands in the sealed object's header. */
export function newSalt(): Uint8Array<ArrayBuffer> {
  return crypto.getRandomValues(new Uint8Array(SALT_OCTETS));
}
