import { expect, test } from '@jest/globals';
import { CROCKFORD } from '../crockford.ts';
import { checkCharacter } from './group-check.ts';

/** Multiplication in GF(32) as schoolbooks do it: polynomials over GF(2), then the remainder by x^5 + x^2 + 1. */
function times(a: number, b: number): number {
  let product = 0;
  for (let bit = 0; bit < 5; bit += 1) if (b & (1 << bit)) product ^= a << bit;
  for (let bit = 8; bit >= 5; bit -= 1) if (product & (1 << bit)) product ^= 0b100101 << (bit - 5);
  return product;
}

test('a check character is what docs/FORMATS.md says', () => {
  const xToTheFifth = 0b00101;
  for (let group = 0; group < 7; group += 1) {
    for (let value = 0; value < 2 ** 20; value += 1013) {
      const [a, b, c, d] = [15, 10, 5, 0].map((shift) => (value >> shift) & 31) as [number, number, number, number];
      const sum = times(xToTheFifth, group + 1) ^ times(16, a) ^ times(8, b) ^ times(4, c) ^ times(2, d);
      expect(checkCharacter([a, b, c, d], group)).toBe(CROCKFORD[sum]);
    }
  }
});
