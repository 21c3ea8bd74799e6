import { expect, test } from '@jest/globals';
import { wkdHash, zBase32 } from './wkd-hash.ts';

test('an address has the name that the draft gives for its example', () => {
  expect(wkdHash('joe.doe@example.org')).toBe('iy9q119eutrkn8s1mk4r39qejnbu3n5q');
});

test('z-base-32 keeps leading zeros', () => {
  expect(zBase32(new Uint8Array(5))).toBe('yyyyyyyy');
  expect(zBase32(Uint8Array.of(0, 0, 0, 0, 1))).toBe('yyyyyyyb');
  expect(zBase32(new Uint8Array(5).fill(255))).toBe('99999999');
});
