const FIRST_MS = 500;
const MAX_MS = 30_000;

/**
 * How long to wait before trying again: doubled each time, at most 30 s, with jitter over the upper half,
 * so that many browsers do not come back at the same moment.
 * @param attempt failed attempts so far, from 1
 * @param random from 0 to below 1
 */
export function backoffMs(attempt: number, random: number): number {
  const full = Math.min(FIRST_MS * 2 ** (attempt - 1), MAX_MS);
  return Math.round(full / 2 + (full / 2) * random);
}
