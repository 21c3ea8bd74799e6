/**
 * Why a manifest was refused. Each is certain about what it says; which one comes first is the order of the checks.
 *
 * What the octets are
 * - `damaged`: not the octets that were written: cut, extended or altered, or parts of two messages put together
 * - `malformed`: genuine, but no manifest of version 1, or an OpenPGP message outside the profile in docs/FORMATS.md
 * - `wrong_code`: the access code opens none of the message's copies (`wrong_secret` says the same of a key)
 *
 * Who made it
 * - `not_signed`: no signature, so that anybody could have made it
 * - `unknown_signer`: signed, but there is no key to check it with; `details` has the fingerprint it names
 * - `wrong_signer`: signed with another key than the expected or remembered one; `details` has both fingerprints
 * - `bad_signature`: names the expected key, but the signature is not right or the key was not valid then
 * - `wrong_sender`: rightly signed, but in the name of another address
 *
 * What it is about
 * - `wrong_delivery`, `wrong_level`, `wrong_time`: made for another delivery or level, or dated in the future
 * - `not_addressed`: the sender did not list this address with this key (or with an access code)
 * - `wrong_files`: other files, or other sizes, than the server presents; `details` has the file ids
 *
 * Files
 * - `file_size_mismatch`, `file_digest_mismatch`: a file's plaintext is not the one that the sender signed
 *
 * Making one
 * - `recipients_mismatch`: keys or access codes do not fit the listed recipients
 */
export type ManifestErrorCode =
  | 'damaged'
  | 'malformed'
  | 'wrong_code'
  | 'not_signed'
  | 'unknown_signer'
  | 'wrong_signer'
  | 'bad_signature'
  | 'wrong_sender'
  | 'wrong_delivery'
  | 'wrong_level'
  | 'wrong_time'
  | 'not_addressed'
  | 'wrong_files'
  | 'file_size_mismatch'
  | 'file_digest_mismatch'
  | 'recipients_mismatch';

/** Facts for the person who decides; never a secret. Fingerprints are upper-case hex. */
export interface ManifestErrorDetails {
  /** Of the key that was remembered or is expected. */
  readonly expectedFingerprint?: string;
  /** Of the key that signed, as far as the signature names it. */
  readonly actualFingerprint?: string;
  /** Files that the manifest lists and the server does not present so, or the other way round. */
  readonly fileIds?: readonly string[];
  /** Where in the manifest something is wrong, as in `files.3.path`. */
  readonly at?: string;
}
