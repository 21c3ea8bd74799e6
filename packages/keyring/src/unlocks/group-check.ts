import { CROCKFORD } from '../crockford.ts';

/** x^5 + x^2 + 1, which is primitive: its powers of two run through all 31 values of GF(32) other than zero. */
const MODULUS = 0b100101;

const timesTwo = (value: number): number => (value & 16 ? (value << 1) ^ MODULUS : value << 1);

/**
 * The check character of one group: the sum over GF(32) of its digits, each times another power of two, and of the
 * group's place. So one wrong character, two swapped ones (also with the check character) and a group in another's
 * place are always found; other mistakes with 31 chances in 32.
 */
export function checkCharacter(digits: readonly number[], groupIndex: number): string {
  // Horner's scheme: the digit before the check character gets factor 2, the one before that 4, and so on.
  const sum = digits.reduce((total, digit) => timesTwo(total ^ digit), timesTwo(groupIndex + 1));
  return CROCKFORD[sum]!;
}
