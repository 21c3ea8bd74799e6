/** What a page itself needs while people type and read: small, and without OpenPGP, which belongs into a worker. */

export type { Contact, ContactList } from './contacts/contact-list.ts';
export type { KeyringErrorCode, KeyringErrorDetails } from './errors.ts';
export { fingerprintFromQr, formatFingerprint, qrPayloadOf } from './keys/fingerprint.ts';
export { type PassphraseStrength, passphraseStrength } from './unlocks/passphrase-strength.ts';
export { wrongGroupsOf } from './unlocks/recovery-code.ts';
export { MIN_PASSPHRASE_CHARACTERS } from './unlocks/secrets.ts';
export { type PasskeyReference, readUnlock } from './unlocks/unlock.ts';
