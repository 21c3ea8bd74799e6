import { expect, test } from '@jest/globals';
import { WORDS } from '../keys/words.ts';
import { passphraseStrength } from './passphrase-strength.ts';
import { suggestPassphrase } from './suggest-passphrase.ts';

test('a suggested passphrase is six words of the list, never twice the same, and good', () => {
  const suggested = Array.from({ length: 100 }, suggestPassphrase);
  expect(new Set(suggested).size).toBe(100);
  for (const passphrase of suggested) {
    const words = passphrase.split('-');
    expect(words).toHaveLength(6);
    expect(words.filter((word) => !WORDS.includes(word))).toEqual([]);
    expect(passphraseStrength(passphrase)).not.toBe('weak');
  }
});

test.each([
  ['', 'weak'],
  ['elf Zeichen', 'weak'],
  ['aaaaaaaaaaaaaaaaaaaaaaaa', 'weak'],
  ['abababababababababababab', 'weak'],
  ['123456789012345678901234', 'weak'],
  ['abcdefghijklmnopqrstuvwxyz', 'weak'],
  ['Amtsgericht 12', 'fair'],
  ['mein Hund heißt so', 'fair'],
  ['der Kaffee im dritten Stock ist kalt', 'good'],
] as const)('%j is called %s', (passphrase, expected) => {
  expect(passphraseStrength(passphrase)).toBe(expected);
});
