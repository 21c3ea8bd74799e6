import { describe, expect, test } from '@jest/globals';
import { portablePaths } from './portable-names.ts';

const named = (...paths: string[]) => portablePaths(paths.map((path) => path.split('/'))).map((path) => path.join('/'));

describe('names in an archive', () => {
  test.each([
    ['a:b<c>"d"|e?f*g.txt', 'a_b_c__d__e_f_g.txt'],
    ['a\\b', 'a_b'],
    ['CON', '_CON'],
    ['nul.tar.gz', '_nul.tar.gz'],
    ['Com1 .log', '_Com1 .log'],
    ['LPT³.x', '_LPT³.x'],
    ['conout$', '_conout$'],
    ['end. .', 'end___'],
    ['aux/prn./x', '_aux/prn_/x'],
    ['tab\there', 'tab_here'],
    ['..', '__'],
    // What Windows takes is left alone.
    ['Größe (1).pdf', 'Größe (1).pdf'],
    ['console.log', 'console.log'],
    ['COM10', 'COM10'],
    ['.gitignore', '.gitignore'],
    ['文件 😀', '文件 😀'],
  ])('%j is unpacked on Windows as %j', (name, portable) => {
    expect(named(name)).toEqual([portable]);
  });

  test('that become the same get a number, without regard to case; who has had the name keeps it', () => {
    expect(named('a?.txt', 'a*.txt', 'A_.TXT', 'b.txt')).toEqual(['a_ (2).txt', 'a_ (3).txt', 'A_.TXT', 'b.txt']);
  });

  test('of a file never become that of a folder, nor of a folder that of a file', () => {
    expect(named('a:b', 'a_b/x')).toEqual(['a_b (2)', 'a_b/x']);
    expect(named('a:b/x', 'a_b', 'A?B/x')).toEqual(['a_b/x', 'a_b (2)', 'A_B/x (2)']);
  });
});
