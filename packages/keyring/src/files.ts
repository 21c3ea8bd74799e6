/** Opening the files of a manifest that is open: small, and without OpenPGP, so that a download loads none of it. */

export { KeyringError, type KeyringErrorCode } from './errors.ts';
export type { ManifestFile } from './manifest/manifest.ts';
export { verifiedPlaintext } from './manifest/plaintext-parts.ts';
export { sealedObjectOf } from './manifest/sealed-file.ts';
