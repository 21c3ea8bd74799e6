/** OpenPGP keys, unlocks and manifests, for browsers and Node. The only package that imports openpgp. */

export { KeyringError, type KeyringErrorCode, type KeyringErrorDetails } from './errors.ts';
export { generateKey, type NewKey } from './keys/generate-key.ts';
export type { PublicKey, SecretKey } from './keys/key.ts';
export { readPublicKey } from './keys/read-public-key.ts';
