const FREE_TRIES = 3;
const FIRST_DELAY_MS = 2_000;
const LONGEST_DELAY_MS = 60_000;

/**
 * How long to wait after so many wrong secrets in a row: mistyping costs nothing, guessing soon costs a minute a try.
 * Only a brake for whoever sits at this screen; what guards an unlock that was carried off is its derivation.
 */
export function tryDelayMs(wrongInARow: number): number {
  if (wrongInARow < FREE_TRIES) return 0;
  return Math.min(FIRST_DELAY_MS * 2 ** (wrongInARow - FREE_TRIES), LONGEST_DELAY_MS);
}
