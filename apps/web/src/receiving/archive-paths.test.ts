import { describe, expect, test } from '@jest/globals';
import { archivePaths } from './archive-paths.ts';

describe('names in an archive', () => {
  test('keep folders, umlauts and emoji', () => {
    const paths = [['Akte Ärger', 'Anlagen', 'größer 😀.pdf'], ['leer.txt']];
    expect(archivePaths(paths)).toEqual(paths);
  });

  test('that would do harm are changed, folders too', () => {
    expect(
      archivePaths([
        ['CON', '.bashrc'],
        ['a:b', 'c?.txt'],
      ]),
    ).toEqual([
      ['_CON', '_.bashrc'],
      ['a_b', 'c_.txt'],
    ]);
  });

  test('stay different where changing them, or a system without capitals, makes two the same', () => {
    expect(archivePaths([['a:.txt'], ['a?.txt'], ['A_.TXT']])).toEqual([['a_.txt'], ['a_ (2).txt'], ['A_ (3).TXT']]);
  });
});
