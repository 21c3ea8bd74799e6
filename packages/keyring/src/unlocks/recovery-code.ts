import { CROCKFORD, groupsOf, normaliseTyped, randomDigits } from '../crockford.ts';
import { KeyringError } from '../errors.ts';
import { checkCharacter } from './group-check.ts';

/** Seven groups of four random characters and a check character: 140 random bits on a printed sheet. */
const GROUPS = 7;
const DIGITS_PER_GROUP = 4;
const GROUP_CHARACTERS = DIGITS_PER_GROUP + 1;

const writeGroup = (digits: readonly number[], index: number): string =>
  digits.map((digit) => CROCKFORD[digit]).join('') + checkCharacter(digits, index);

/** A new recovery code, `XXXXX-XXXXX-XXXXX-XXXXX-XXXXX-XXXXX-XXXXX`. */
export function newRecoveryCode(): string {
  return Array.from({ length: GROUPS }, (_, index) => writeGroup(randomDigits(DIGITS_PER_GROUP), index)).join('-');
}

function isWholeGroup(group: string, index: number): boolean {
  const digits = [...group].map((character) => CROCKFORD.indexOf(character));
  if (digits.length !== GROUP_CHARACTERS || digits.includes(-1)) return false;
  return writeGroup(digits.slice(0, DIGITS_PER_GROUP), index) === group;
}

/** Groups as the person separated them, if they did; so a forgotten character does not make all later groups wrong. */
function splitTyped(typed: string): string[] {
  const separated = typed
    .trim()
    .split(/[^\p{L}\p{N}]+/u)
    .map(normaliseTyped)
    .filter((group) => group !== '');
  return separated.length === GROUPS ? separated : groupsOf(normaliseTyped(typed), GROUP_CHARACTERS);
}

/** Which groups of a code that is being typed are wrong, counted from 0; missing groups are not counted as wrong. */
export function wrongGroupsOf(typed: string): number[] {
  return splitTyped(typed).flatMap((group, index) => (index < GROUPS && isWholeGroup(group, index) ? [] : [index]));
}

/**
 * The code as it was printed, from what a person typed. This form is the secret that the unlock is locked with.
 * Throws `recovery_code_invalid`; `details.groups` names the groups (from 0) that hold a mistake.
 */
export function normaliseRecoveryCode(typed: string): string {
  const groups = splitTyped(typed);
  const wrong = wrongGroupsOf(typed);
  if (groups.length !== GROUPS || wrong.length > 0) {
    throw new KeyringError('recovery_code_invalid', 'This is not a recovery code as it was printed.', {
      details: { groups: wrong },
    });
  }
  return groups.join('-');
}
