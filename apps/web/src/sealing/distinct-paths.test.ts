import { describe, expect, test } from '@jest/globals';
import { distinctPaths } from './distinct-paths.ts';

describe('names in a manifest', () => {
  test('that stand twice are numbered before the extension, without regard to case', () => {
    expect(distinctPaths([['a.pdf'], ['A.pdf'], ['a.pdf'], ['a (2).pdf']])).toEqual([
      ['a.pdf'],
      ['A (2).pdf'],
      ['a (3).pdf'],
      ['a (2) (2).pdf'],
    ]);
  });

  test('in different folders stay as they are', () => {
    const paths = [['akte', 'a.pdf'], ['a.pdf'], ['akte', 'b', 'a.pdf']];
    expect(distinctPaths(paths)).toEqual(paths);
  });

  test('of a file and of a folder differ, whichever comes first', () => {
    expect(distinctPaths([['akte'], ['Akte', 'a.pdf']])).toEqual([['akte (2)'], ['Akte', 'a.pdf']]);
    expect(distinctPaths([['akte', 'a.pdf'], ['akte']])).toEqual([['akte', 'a.pdf'], ['akte (2)']]);
  });

  test('are composed, so that two ways to write an umlaut are one name', () => {
    expect(distinctPaths([['U\u0308.txt'], ['\u00dc.txt']])).toEqual([['\u00dc.txt'], ['\u00dc (2).txt']]);
  });

  test('keep to 255 octets and whole characters', () => {
    const name = `${'\u{1f4e6}'.repeat(62)}.pdf`;
    const [, second] = distinctPaths([[name], [name]]) as [string[], string[]];
    expect(second[0]).toMatch(/ \(2\)\.pdf$/);
    expect(second[0]!.isWellFormed()).toBe(true);
    expect(new TextEncoder().encode(second[0]).length).toBeLessThanOrEqual(255);
  });
});
