import type { ErrorDetails } from '@umschlag/std/errors';
import type { ProblemCode } from '../api/problem.ts';

/** One sentence per code: what is the matter, and what to do next. */
export type ErrorSentence = string | ((details: ErrorDetails) => string);
export type ErrorSentences = Readonly<Record<ProblemCode, ErrorSentence>>;

export function sentenceOf(sentences: ErrorSentences, code: ProblemCode, details: ErrorDetails): string {
  // A newer server may know a code that this page, loaded earlier, does not.
  const sentence: ErrorSentence = sentences[code] ?? sentences.internal_error;
  return typeof sentence === 'string' ? sentence : sentence(details);
}

/** A detail as a number, where the server sent one. */
export function numberIn(details: ErrorDetails, name: string): number | undefined {
  const value = details[name];
  return typeof value === 'number' ? value : undefined;
}
