import type { ApiProblem } from '../api/problem.ts';
import { KeyProblem } from './keyring.ts';
import { PasskeyProblem } from './passkey.ts';
import type { KeyTexts } from './texts/de.ts';

/** Whatever may go wrong on the pages about keys. */
export type AnyKeyProblem = ApiProblem | KeyProblem | PasskeyProblem;

const UNUSABLE: ReadonlySet<string> = new Set([
  'key_inconsistent',
  'key_not_yet_valid',
  'key_expired',
  'key_revoked',
  'key_algorithm_refused',
  'key_cannot_encrypt',
  'key_cannot_sign',
]);

/** The sentence for a problem of the keyring or of a passkey. */
export function keyProblemText(problem: KeyProblem | PasskeyProblem, { problems }: KeyTexts): string {
  const code = UNUSABLE.has(problem.code) ? 'key_unusable' : problem.code;
  const sentence = code in problems ? problems[code as keyof typeof problems] : problems.other;
  return typeof sentence === 'string' ? sentence : sentence(problem instanceof KeyProblem ? problem.details : {});
}

export const isKeyProblem = (problem: unknown): problem is KeyProblem | PasskeyProblem =>
  problem instanceof KeyProblem || problem instanceof PasskeyProblem;
