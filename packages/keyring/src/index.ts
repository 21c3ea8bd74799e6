/** OpenPGP keys, unlocks and manifests, for browsers and Node. The only package that imports openpgp. */

export { KeyringError, type KeyringErrorCode, type KeyringErrorDetails } from './errors.ts';
export type { PublicKey, SecretKey } from './keys/key.ts';
