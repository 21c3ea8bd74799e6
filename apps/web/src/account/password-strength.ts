export type Strength = 'weak' | 'fair' | 'good';

/** As the server asks for at least; the server has the last word. */
const MIN_CHARACTERS = 10;
const GOOD_CHARACTERS = 16;

/** A hint while typing, by length and variety; no list of known passwords, which only the server has. */
export function strengthOf(password: string): Strength {
  const characters = [...password];
  const distinct = new Set(characters).size;
  if (characters.length < MIN_CHARACTERS || distinct < 5) return 'weak';
  return characters.length >= GOOD_CHARACTERS && distinct >= 8 ? 'good' : 'fair';
}
