/** What a page needs while people type and read: small, and without OpenPGP, which belongs into a worker. */

export { KeyringError, type KeyringErrorCode, type KeyringErrorDetails } from './errors.ts';
export { formatFingerprint } from './keys/fingerprint.ts';
export { type PassphraseStrength, passphraseStrength } from './unlocks/passphrase-strength.ts';
export { wrongGroupsOf } from './unlocks/recovery-code.ts';
export { MIN_PASSPHRASE_CHARACTERS } from './unlocks/secrets.ts';
