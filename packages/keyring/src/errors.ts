import type { ManifestErrorCode, ManifestErrorDetails } from './manifest/error-codes.ts';

/**
 * Why the keyring refused, by stable codes. Each user interface has its own sentence per code.
 *
 * Keys
 * - `key_malformed`: not a readable OpenPGP key
 * - `key_not_single`: not exactly one key in the input
 * - `key_is_secret`: a secret key where only a public one may stand
 * - `key_is_public`: a public key where the secret one is needed
 * - `key_incomplete`: secret parts are missing (kept on a card or on another device)
 * - `key_inconsistent`: secret and public part of a key do not belong together
 * - `key_address_mismatch`: no valid user id of the key is the asked address
 * - `key_not_yet_valid`, `key_expired`, `key_revoked`: at the asked time
 * - `key_algorithm_refused`: an algorithm, curve or size that is too weak or not usable here
 * - `key_cannot_encrypt`, `key_cannot_sign`: no valid part of the key may do that
 * - `fingerprint_malformed`: not a fingerprint of a version 4 or 6 key
 * - `rotation_invalid`: a rotation statement that does not hold for the two keys
 * - `revocation_invalid`: a revocation certificate that does not belong to the key
 *
 * Unlocks and codes
 * - `wrong_secret`: passphrase, recovery code or passkey is not the one (or the unlock was altered on purpose)
 * - `unlock_damaged`: the unlock is not readable, or not as it was written
 * - `unlock_unsupported`: a version, kind or cost that this program does not open
 * - `derivation_unavailable`: the device refused the memory, or the page the WebAssembly, that Argon2id needs; this says
 *   nothing about the secret. openpgp.js remembers it: try again in a new worker
 * - `key_mismatch`: the unlock opened, but holds another key than the expected one
 * - `passphrase_too_short`: below the least length for a new passphrase
 * - `recovery_code_invalid`, `access_code_invalid`: mistyped; `details` may name the groups
 *
 * Contacts
 * - `outdated`: an older contact list than this device has seen
 *
 * Manifests and files: see manifest/error-codes.ts
 */
export type KeyringErrorCode =
  | 'key_malformed'
  | 'key_not_single'
  | 'key_is_secret'
  | 'key_is_public'
  | 'key_incomplete'
  | 'key_inconsistent'
  | 'key_address_mismatch'
  | 'key_not_yet_valid'
  | 'key_expired'
  | 'key_revoked'
  | 'key_algorithm_refused'
  | 'key_cannot_encrypt'
  | 'key_cannot_sign'
  | 'fingerprint_malformed'
  | 'rotation_invalid'
  | 'revocation_invalid'
  | 'wrong_secret'
  | 'unlock_damaged'
  | 'unlock_unsupported'
  | 'derivation_unavailable'
  | 'key_mismatch'
  | 'passphrase_too_short'
  | 'recovery_code_invalid'
  | 'access_code_invalid'
  | 'outdated'
  | ManifestErrorCode;

/** Facts that help to mend the input; never a secret. `groups` counts from 0. */
export interface KeyringErrorDetails extends ManifestErrorDetails {
  readonly groups?: readonly number[];
}

/** The only error that this package throws for bad input; a wrong argument of the programmer's is a `RangeError`. */
export class KeyringError extends Error {
  override readonly name = 'KeyringError';
  readonly code: KeyringErrorCode;
  readonly details: KeyringErrorDetails;
  constructor(
    code: KeyringErrorCode,
    message: string,
    options: { cause?: unknown; details?: KeyringErrorDetails } = {},
  ) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.code = code;
    this.details = options.details ?? {};
  }
}
