/** OpenPGP keys, unlocks and manifests, for browsers and Node. The only package that imports openpgp. */

export { type Contact, type ContactList, MAX_CONTACTS } from './contacts/contact-list.ts';
export { openContacts } from './contacts/open-contacts.ts';
export { sealContacts } from './contacts/seal-contacts.ts';
export { KeyringError, type KeyringErrorCode, type KeyringErrorDetails } from './errors.ts';
export { exportPublicKey, exportSecretKey } from './keys/export-key.ts';
export { fingerprintFromQr, formatFingerprint, normalFingerprint, qrPayloadOf } from './keys/fingerprint.ts';
export { fingerprintWords } from './keys/fingerprint-words.ts';
export { openFormerKey, sealFormerKey } from './keys/former-key.ts';
export { generateKey, type NewKey } from './keys/generate-key.ts';
export { importSecretKey } from './keys/import-key.ts';
export type { PublicKey, SecretKey } from './keys/key.ts';
export type { KeyInput } from './keys/parse-key.ts';
export { type KeyPurpose, readPublicKey } from './keys/read-public-key.ts';
export { applyRevocation, certifyRevocation, type RevocationReason, revokeKey } from './keys/revoke-key.ts';
export { signRotation, verifyRotation } from './keys/rotate-key.ts';
export * from './manifest/index.ts';
export { newAccessCode, normaliseAccessCode } from './unlocks/access-code.ts';
export type { Argon2Cost } from './unlocks/argon2-cost.ts';
export { changePassphrase } from './unlocks/change-passphrase.ts';
export { lockWith } from './unlocks/lock-with.ts';
export { openUnlock } from './unlocks/open-unlock.ts';
export { type PassphraseStrength, passphraseStrength } from './unlocks/passphrase-strength.ts';
export { newRecoveryCode, normaliseRecoveryCode, wrongGroupsOf } from './unlocks/recovery-code.ts';
export { MIN_PASSPHRASE_CHARACTERS, type UnlockSecret } from './unlocks/secrets.ts';
export { suggestPassphrase } from './unlocks/suggest-passphrase.ts';
export { type TunedArgon2, tuneArgon2 } from './unlocks/tune-argon2.ts';
export { type PasskeyReference, readUnlock, type Unlock, type UnlockKind, writeUnlock } from './unlocks/unlock.ts';
