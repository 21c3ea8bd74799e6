import { MINUTE_MS } from '@umschlag/std';

/** How long a mailed code or link is good. */
export const CHALLENGE_MINUTES = 15;
export const CHALLENGE_MS = CHALLENGE_MINUTES * MINUTE_MS;

/** Wrong codes per challenge: 5 of 10^8. */
export const MAX_ATTEMPTS = 5;
export const CODE_DIGITS = 8;

/** A code as people type it, with blanks and dashes; `undefined` when it cannot be one. */
export function readCode(typed: string): string | undefined {
  const digits = typed.replace(/[\s\u2010-\u2015.-]/gu, '');
  return /^\d{8}$/.test(digits) ? digits : undefined;
}
