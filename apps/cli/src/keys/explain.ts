import type { KeyringError } from '@umschlag/keyring';
import { CommandError, EXIT } from '../exit.ts';

/** What a person mends by typing it again, or with another key. All else means that something is not as it was signed. */
const MENDABLE = new Set([
  'wrong_secret',
  'wrong_code',
  'derivation_unavailable',
  'passphrase_too_short',
  'recovery_code_invalid',
  'access_code_invalid',
  'key_is_public',
  'key_incomplete',
  'key_cannot_sign',
]);

const HINTS: Readonly<Record<string, string>> = {
  wrong_secret: 'This passphrase or recovery code is not the right one.',
  wrong_code: 'This access code is not the right one; ask the sender to read it out again.',
};

/** @param error by name, so that this module does not load the keyring */
export const isKeyringError = (error: unknown): error is KeyringError =>
  error instanceof Error && error.name === 'KeyringError';

/** The keyring's refusal for a person: its code, its sentence, and the fingerprints where it is about two. */
export function explain(error: KeyringError): CommandError {
  const { expectedFingerprint, actualFingerprint } = error.details;
  const keys = actualFingerprint
    ? `\n  expected: ${expectedFingerprint ?? '(none)'}\n  found:    ${actualFingerprint}`
    : '';
  const exitCode = MENDABLE.has(error.code) ? EXIT.refused : EXIT.untrusted;
  return new CommandError(exitCode, `${error.code}: ${HINTS[error.code] ?? error.message}${keys}`, { cause: error });
}

/** Runs what uses the keyring, and tells its refusals as the other commands do. @throws CommandError */
export async function explained<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw isKeyringError(error) ? explain(error) : error;
  }
}
