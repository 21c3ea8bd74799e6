import { describe, expect, test } from '@jest/globals';
import { sanitiseDisplayName } from './display-name.ts';

describe('names that people give themselves', () => {
  test.each([
    'Jürgen Müller-Lüdenscheidt',
    'Dr. Zoë O’Neill',
    'Landratsamt Musterstadt (Jugend/Soziales)',
    '山田 太郎',
  ])('the honest name %s stays as it is', (name) => {
    expect(sanitiseDisplayName(name)).toBe(name);
  });

  test.each([
    ['a header', 'Anna\r\nBcc: eve@example.net', 'Anna Bcc: eve example. net'],
    ['a link', 'Anna https://evil.example/login', 'Anna https: evil. example/login'],
    ['a bare host', 'www.evil.example', 'www. evil. example'],
    ['a host with the ideographic full stop', 'evil。example', 'evil. example'],
    ['a host in full-width characters', 'ｅｖｉｌ．ｅｘａｍｐｌｅ', 'evil. example'],
    ['a mail link', 'mailto:eve@evil.example', 'mailto: eve evil. example'],
    ['markup', '<b>Anna</b>', 'b Anna /b'],
    ['a bidirectional override', 'Anna \u202egro.elpmaxe', 'Anna gro. elpmaxe'],
    ['bidirectional isolates', '\u2066Anna\u2069', 'Anna'],
    ['invisible characters', 'An\u200bna\ufeff', 'Anna'],
    ['a link broken by an invisible character', 'evil\u200b.example', 'evil. example'],
    ['line and paragraph separators', 'Anna\u2028Berg\u2029', 'Anna Berg'],
    ['a lone surrogate', 'Anna\ud800', 'Anna'],
    ['a zero octet', 'An\0na', 'Anna'],
    ['a pile of marks', `A${'\u0316'.repeat(40)}nna`, 'A\u0316\u0316nna'],
    ['blanks only', ' \t\u00a0', ''],
  ])('%s is made harmless', (_, name, expected) => {
    expect(sanitiseDisplayName(name)).toBe(expected);
  });

  test('the limit of 80 characters holds at n and n+1, and splits no character', () => {
    expect(sanitiseDisplayName('ü'.repeat(80))).toBe('ü'.repeat(80));
    expect(sanitiseDisplayName('ü'.repeat(81))).toBe(`${'ü'.repeat(79)}…`);
    expect(sanitiseDisplayName('👩🏽'.repeat(81))).toBe(`${'👩🏽'.repeat(79)}…`);
  });

  test('cleaning twice changes nothing more', () => {
    for (const name of ['a..b:c//d', 'x.y.z', ':::a', 'a.：b', '<<a>>@b']) {
      const once = sanitiseDisplayName(name);
      expect(sanitiseDisplayName(once)).toBe(once);
    }
  });
});
