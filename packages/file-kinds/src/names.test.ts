import { describe, expect, test } from '@jest/globals';
import type { Format } from './formats.ts';
import { extensionOf, isMismatched } from './names.ts';

test.each([
  ['a.pdf', 'pdf'],
  ['a.PDF', 'pdf'],
  ['rechnung.pdf.exe', 'exe'],
  ['a.exe. .', 'exe'],
  ['a. exe', 'exe'],
  ['bescheid.pdf                                   .exe', 'exe'],
  ['.bat', 'bat'],
  ['a', ''],
  ['', ''],
  ['...', ''],
  ['ordner.pdf/a', ''],
  ['ordner\\a.scr', 'scr'],
  [`${'a'.repeat(10_000)}.exe`, 'exe'],
])('%j ends in %j', (name, extension) => expect(extensionOf(name)).toBe(extension));

describe('a name', () => {
  test.each<[string, Format]>([
    ['bescheid.pdf', 'docx'],
    ['bescheid.pdf', 'plain'],
    ['bescheid.pdf', 'unknown'],
    ['foto.jpg', 'pdf'],
    ['a.docx', 'zip'],
    ['a.zip', 'docx'],
    ['a.txt', 'unknown'],
    ['a.xls', 'csv'],
    ['rechnung.pdf.exe', 'pdf'],
    ['a.js', 'jpeg'],
    ['a\u202efdp.exe', 'pdf'],
    ['a\u202egpj.pdf', 'pdf'],
    ['\u2067a.pdf', 'pdf'],
  ])('%j for %s is none of its kind', (name, format) => expect(isMismatched(name, format)).toBe(true));

  test.each<[string, Format]>([
    ['bescheid.pdf', 'pdf'],
    ['foto.jpg', 'png'],
    ['foto.jpg', 'heic'],
    ['a.doc', 'docx'],
    ['a.docx', 'encrypted_ooxml'],
    ['a.doc', 'rtf'],
    ['a.txt', 'csv'],
    ['a.csv', 'plain'],
    ['a.txt', 'eml'],
    ['a.eml', 'plain'],
    ['a.mp4', 'm4a'],
    ['a.ogg', 'webm'],
    ['a', 'pdf'],
    ['a.unbekannt', 'pdf'],
    ['setup.exe', 'program'],
    ['setup.iso', 'disk_image'],
    ['Bescheid vom 3.4.2026', 'pdf'],
    ['exe.pdf', 'pdf'],
  ])('%j may be of %s', (name, format) => expect(isMismatched(name, format)).toBe(false));
});
