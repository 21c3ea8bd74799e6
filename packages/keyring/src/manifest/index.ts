export type { Capacity, ExpectedDelivery } from './binding.ts';
export { type Commitment, commitmentOf } from './commitment.ts';
export type { ManifestErrorCode, ManifestErrorDetails } from './error-codes.ts';
export { exportForGnupg } from './export-for-gnupg.ts';
export { exportAsOpenpgp, sessionKeyPackets } from './export-openpgp.ts';
export { digestFromParts } from './file-digest.ts';
export type {
  FileDigest,
  KeyedRecipient,
  KeylessRecipient,
  Manifest,
  ManifestFile,
  ManifestRecipient,
  SecretLevel,
} from './manifest.ts';
export { MANIFEST_LIMITS } from './manifest.ts';
export { type OpenedManifest, type Opener, type OpenManifestInput, openManifest } from './open-manifest.ts';
export { digestPlaintext, plainStartOfPart, verifiedPlaintext } from './plaintext-parts.ts';
export { copyToOwnKey, type ReleasedManifest, releaseToRecipient } from './readdress-manifest.ts';
export {
  type AccessCode,
  type ManifestCopies,
  type SealManifestInput,
  sealCopies,
  sealManifest,
} from './seal-manifest.ts';
export { sealedObjectOf } from './sealed-file.ts';
export type { ExpectedSigner, Signer } from './signer.ts';
