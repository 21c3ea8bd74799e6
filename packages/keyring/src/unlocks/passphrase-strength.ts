import { MIN_PASSPHRASE_CHARACTERS, normalisePassphrase } from './secrets.ts';

export type PassphraseStrength = 'weak' | 'fair' | 'good';

const FAIR_DISTINCT = 7;
const GOOD_CHARACTERS = 20;
const GOOD_DISTINCT = 10;

/** Neighbouring characters that follow each other (abc, 321, aaa) tell little: a run counts as one character. */
function countWithoutRuns(characters: readonly string[]): number {
  const codes = characters.map((character) => character.codePointAt(0)!);
  return codes.filter((code, at) => at === 0 || Math.abs(code - codes[at - 1]!) > 1).length;
}

/**
 * A hint while typing, by length and variety. It knows no lists of names and sayings: it cannot call a passphrase good
 * that is known, only long and varied. `suggestPassphrase` is the answer to "weak".
 */
export function passphraseStrength(passphrase: string): PassphraseStrength {
  const characters = [...normalisePassphrase(passphrase).toLowerCase()];
  const distinct = new Set(characters).size;
  const counted = countWithoutRuns(characters);
  if (counted < MIN_PASSPHRASE_CHARACTERS || distinct < FAIR_DISTINCT) return 'weak';
  return counted >= GOOD_CHARACTERS && distinct >= GOOD_DISTINCT ? 'good' : 'fair';
}
