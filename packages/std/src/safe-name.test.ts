import { describe, expect, test } from '@jest/globals';
import { numberedName, safeName } from './safe-name.ts';

describe('received names', () => {
  test.each([
    ['Übersicht äöü ß 😀.pdf', 'Übersicht äöü ß 😀.pdf'],
    ['..', '_'],
    ['.', '_'],
    ['', '_'],
    ['   ', '_'],
    ['../../etc/passwd', '_.._.._etc_passwd'],
    ['..\\..\\x', '_.._.._x'],
    ['C:\\x', 'C__x'],
    ['a:stream', 'a_stream'],
    ['a\u0000b\u001b[31m', 'a_b_[31m'],
    ['\u202egpj.exe', '_gpj.exe'],
    ['a<b>c"d|e?f*g', 'a_b_c_d_e_f_g'],
    ['report.pdf. .', 'report.pdf'],
    ['.bashrc', '_.bashrc'],
    ['.ssh', '_.ssh'],
    ['CON', '_CON'],
    ['nul.txt', '_nul.txt'],
    ['COM1 .log', '_COM1 .log'],
    ['lpt³', '_lpt³'],
    ['console.log', 'console.log'],
    ['U\u0308', '\u00dc'],
    ['\ud800x', '\ufffdx'],
  ])('%j becomes %j', (received, safe) => {
    expect(safeName(received)).toBe(safe);
  });

  test('no name leaves its folder or is longer than file systems take', () => {
    for (const name of ['ä'.repeat(255), `${'😀'.repeat(100)}.pdf`, `a.${'b'.repeat(300)}`]) {
      const safe = safeName(name);
      expect(Buffer.byteLength(`${numberedName(safe, 99)}.part`)).toBeLessThanOrEqual(255);
      expect(safe).not.toMatch(/[/\\]/);
    }
    expect(safeName(`${'😀'.repeat(100)}.pdf`)).toMatch(/^(😀)+\.pdf$/u);
  });

  test('a number goes before the extension', () => {
    expect([numberedName('a.tar.gz', 2), numberedName('a', 3), numberedName('a.pdf', 1)]).toEqual([
      'a.tar (2).gz',
      'a (3)',
      'a.pdf',
    ]);
  });
});
