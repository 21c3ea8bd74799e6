import { describe, expect, test } from '@jest/globals';
import { pathKey, withoutDuplicate } from '@umschlag/std';
import { parseFilePath, requireNoClash } from './file-path.policy.ts';

const kept = [
  'Bescheid.pdf',
  'Straße & Größe – Übersicht (3).xlsx',
  '🚧 Baustelle 👩‍🔧.jpg',
  '文件.txt',
  '.profile',
  'a'.repeat(255),
  'ü'.repeat(127),
  'mit "Anführung" und \'Strich\'.txt',
  'CON',
  '%2e%2e%2f',
  ' führend',
];
const refused: [string, string][] = [
  ['', 'empty'],
  ['.', 'dots'],
  ['..', 'dots'],
  ['a/b', 'separator'],
  ['a\\b', 'separator'],
  ['C:\\x', 'separator'],
  ['a\u0000b', 'control_character'],
  ['a\nb', 'control_character'],
  ['a\u0085b', 'control_character'],
  ['rechnung\u202efdp.exe', 'control_character'],
  ['a\u2066b', 'control_character'],
  ['a\u200fb', 'control_character'],
  ['x.', 'trailing_dot_or_space'],
  ['x ', 'trailing_dot_or_space'],
  ['\ud800', 'not_unicode'],
  ['a'.repeat(256), 'too_long'],
  ['ü'.repeat(128), 'too_long'],
];

describe('file paths', () => {
  test.each(kept.map((name) => [name]))('%j is kept as it is', (name) => {
    expect(parseFilePath(['Ordner', name])).toEqual(['Ordner', name]);
  });

  test.each(refused)('%j is refused: %s', (name, reason) => {
    const expected = expect.objectContaining({ code: 'file_name_invalid', details: { reason, position: 1 } });
    expect(() => parseFilePath(['Ordner', name])).toThrow(expected);
  });

  test('macOS names (NFD) become the same as everybody else’s (NFC)', () => {
    expect(parseFilePath(['Gro\u0308\u00dfe.txt'])).toEqual(['Größe.txt']);
  });

  test('16 names deep is kept, 17 and none are refused', () => {
    expect(parseFilePath(Array(16).fill('a'))).toHaveLength(16);
    for (const path of [Array(17).fill('a'), []]) {
      expect(() => parseFilePath(path)).toThrow(expect.objectContaining({ code: 'file_name_invalid' }));
    }
  });

  test('the same name again gets a number before its extension', () => {
    const taken = new Set<string>();
    const add = (path: string[]) => {
      const unique = withoutDuplicate(path, taken);
      taken.add(pathKey(unique));
      return unique.at(-1);
    };
    expect(add(['a.tar.gz'])).toBe('a.tar.gz');
    expect(add(['A.TAR.gz'])).toBe('A.TAR (2).gz');
    expect(add(['a.tar.gz'])).toBe('a.tar (3).gz');
    expect(add(['.env'])).toBe('.env');
    expect(add(['.env'])).toBe('.env (2)');
    expect(add(['folder', '.env'])).toBe('.env');
  });

  test('a file and a folder of one name cannot be in one delivery, whichever comes first', () => {
    const clash = (path: string[], ...others: string[][]) => {
      requireNoClash(path, new Set(others.map(pathKey)));
    };
    const at = (position: number) =>
      expect.objectContaining({ code: 'file_name_invalid', details: { reason: 'file_and_folder', position } });
    expect(() => clash(['a', 'b.txt'], ['A'])).toThrow(at(0));
    expect(() => clash(['x', 'a', 'b', 'c.txt'], ['x', 'a'])).toThrow(at(1));
    expect(() => clash(['a'], ['a', 'b', 'c.txt'])).toThrow(at(0));
    expect(() => clash(['x', 'a'], ['X', 'A', 'c.txt'])).toThrow(at(1));
    clash(['a'], ['ab', 'c.txt'], ['b', 'a', 'c.txt'], ['b', 'a2']);
    clash(['a', 'b'], ['a', 'c'], ['b']);
  });

  test('a numbered name stays within 255 octets and is cut between characters', () => {
    const name = `${'ü'.repeat(125)}.txt`;
    const unique = withoutDuplicate([name], new Set([pathKey([name])]));
    expect(unique[0]).toMatch(/^ü+ \(2\)\.txt$/);
    expect(Buffer.byteLength(unique[0]!)).toBeLessThanOrEqual(255);
  });
});
