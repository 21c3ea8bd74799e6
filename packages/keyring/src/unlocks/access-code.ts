import { CROCKFORD, groupsOf, normaliseTyped, randomDigits } from '../crockford.ts';
import { KeyringError } from '../errors.ts';

const GROUPS = 3;
const GROUP_CHARACTERS = 4;

/** A new access code, `XXXX-XXXX-XXXX`: 60 random bits, to be told by phone or letter. */
export function newAccessCode(): string {
  const characters = randomDigits(GROUPS * GROUP_CHARACTERS).map((digit) => CROCKFORD[digit]);
  return groupsOf(characters.join(''), GROUP_CHARACTERS).join('-');
}

/**
 * The code as it was generated, from what a person typed: small letters, missing hyphens, I or L for 1, O for 0.
 * This form is what keys are derived from. Throws `access_code_invalid`; `details.groups` names groups with characters
 * that no code has. A code has no check character: a wrong one is only told by trying.
 */
export function normaliseAccessCode(typed: string): string {
  const groups = groupsOf(normaliseTyped(typed), GROUP_CHARACTERS);
  const wrong = groups.flatMap((group, index) => ([...group].every((c) => CROCKFORD.includes(c)) ? [] : [index]));
  const complete = groups.length === GROUPS && groups.every(({ length }) => length === GROUP_CHARACTERS);
  if (!complete || wrong.length > 0) {
    throw new KeyringError('access_code_invalid', 'An access code is three groups of four letters and digits.', {
      details: { groups: wrong },
    });
  }
  return groups.join('-');
}
