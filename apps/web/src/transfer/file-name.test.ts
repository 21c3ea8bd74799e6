import { expect, test } from '@jest/globals';
import { isUsablePath } from './file-name.ts';

test.each(['Bescheid.pdf', '🚧 Baustelle 👩‍🔧.jpg', '文件.txt', '.profile', 'ü'.repeat(127), '%2e%2e%2f'])(
  '%j can be used',
  (name) => {
    expect(isUsablePath(['Ordner', name])).toBe(true);
  },
);

test.each(['', '.', '..', 'a/b', 'a\\b', 'a\nb', 'x.', 'x ', 'rechnung\u202efdp.exe', '\ud800', 'ü'.repeat(128)])(
  '%j is refused before anything is sent',
  (name) => {
    expect(isUsablePath(['Ordner', name])).toBe(false);
  },
);

test('macOS names are measured as they will be stored (NFC)', () => {
  expect(isUsablePath(['u\u0308'.repeat(127)])).toBe(true);
});

test('16 names deep is possible, 17 and none are not', () => {
  expect(isUsablePath(Array(16).fill('a'))).toBe(true);
  expect(isUsablePath(Array(17).fill('a'))).toBe(false);
  expect(isUsablePath([])).toBe(false);
});
