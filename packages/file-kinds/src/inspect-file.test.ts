import { describe, expect, test } from '@jest/globals';
import { FORMATS, type Format, formatOfExtension } from './formats.ts';
import { inspectFile } from './inspect-file.ts';
import { joined, octetsOf, sourceOf, utf8 } from './testing/octets.ts';
import { PLAIN_PDF } from './testing/pdf-samples.ts';
import { CLOSED_ARCHIVES, samples } from './testing/samples.ts';
import { zipOf } from './testing/zip-samples.ts';

const all = await samples();

describe('by its content', () => {
  test.each(all)('%s is %s, under its name, under none and under a strange one', async (name, format, octets) => {
    const { kind, mediaType } = FORMATS[format];
    expect(await inspectFile(sourceOf(octets), name)).toEqual({ kind, mediaType, format, dangers: [] });
    expect(await inspectFile(sourceOf(octets))).toEqual({ kind, mediaType, format, dangers: [] });
    expect(await inspectFile(sourceOf(octets), 'a.xyz')).toMatchObject({ format, dangers: [] });
  });

  test.each(CLOSED_ARCHIVES)('%s is %s, and nobody looked into it', async (name, format, octets) => {
    const found = await inspectFile(sourceOf(octets), name);
    expect(found).toMatchObject({ kind: 'archive', format, dangers: ['unchecked'] });
  });

  test('every format that a name can promise has a sample', () => {
    const sampled = new Set([...all, ...CLOSED_ARCHIVES].map(([, format]) => format));
    const promised = (Object.keys(FORMATS) as Format[]).filter((format) => FORMATS[format].extensions.length > 0);
    expect(promised.filter((format) => !sampled.has(format))).toEqual(['compound_file']);
  });

  test('every end of a name stands for one format', () => {
    for (const [format, { extensions }] of Object.entries(FORMATS)) {
      for (const extension of extensions)
        expect([extension, formatOfExtension(extension)]).toEqual([extension, format]);
    }
  });

  test('an empty file is nothing else than its name says, unless that is a program', async () => {
    const empty = { sizeBytes: 0, read: async () => new Uint8Array(0) };
    expect((await inspectFile(empty, 'Anschreiben.txt')).dangers).toEqual([]);
    expect((await inspectFile(empty, 'Bescheid.pdf')).dangers).toEqual([]);
    expect((await inspectFile(empty, 'Bescheid.exe')).dangers).toEqual(['executable']);
  });

  test('an empty file is of no kind', async () => {
    expect(await inspectFile(sourceOf(new Uint8Array()), 'a.txt')).toMatchObject({ format: 'unknown' });
  });

  test.each([
    ['\x89PNG\r\n\x1a', 'unknown'],
    ['\xff\xd8', 'plain'],
    ['%PDF', 'plain'],
    ['RIFF\x10\x02\0\0WEB', 'unknown'],
    ['II*', 'plain'],
  ])('first octets that are cut (%j) are none', async (text, format) => {
    expect(await inspectFile(sourceOf(octetsOf(text)))).toMatchObject({ format });
  });
});

describe('a program', () => {
  test.each<[string, Uint8Array]>([
    ['of Windows', octetsOf('MZ\x90\0\x03\0\0\0')],
    ['of DOS, two octets and one that no text has', octetsOf('MZ\x01')],
    ['of Linux', octetsOf('\x7fELF\x02\x01')],
    ['of macOS', octetsOf('\xcf\xfa\xed\xfe\x07\0\0\x01')],
    ['of macOS for two processors, or of Java', octetsOf('\xca\xfe\xba\xbe\0\0\0\x02')],
    ['of Android', octetsOf('dex\n035\0')],
    ['of WebAssembly', octetsOf('\0asm\x01\0\0\0')],
    ['of Flash', octetsOf('CWS\x0a\x10\0\0\0\x78\x9c')],
    ['that is a shortcut', octetsOf('L\0\0\0\x01\x14\x02\0\0\0\0\0\xc0')],
    ['in OneNote', octetsOf('\xe4\x52\x5c\x7b\x8c\xd8\xa7\x4d\xae\xb1\x53\x78\xd0\x29\x96\xd3')],
    ['in compiled help', octetsOf('ITSF\x03\0\0\0\x60\0\0\0')],
    ['in a package of Debian', octetsOf('!<arch>\ndebian-binary   ')],
    ['on a CD', joined(new Uint8Array(32_768), '\x01CD001\x01', new Uint8Array(2_000))],
    ['on a CD that begins as a PDF', joined(PLAIN_PDF, new Uint8Array(32_769 - PLAIN_PDF.length), 'CD001\x01')],
    ['on a virtual disk', octetsOf('vhdxfile\0\0')],
    ['on a virtual disk of an older kind', joined(new Uint8Array(1_024), 'conectix', new Uint8Array(504))],
    ['on an image of macOS', joined(new Uint8Array(1_024), 'koly\0\0\0\x04', new Uint8Array(504))],
  ])('%s is found, whatever its name', async (_, octets) => {
    for (const name of ['', 'Bescheid.pdf', 'Foto.jpg', 'programm.exe']) {
      const found = await inspectFile(sourceOf(octets), name);
      expect([found.kind, found.dangers[0]]).toEqual(['other', 'executable']);
    }
  });

  test('is not what only begins with its letters', async () => {
    for (const text of ['MZ-Bericht, Seite 1\r\n', 'FWSxx und mehr', 'FWS 2026, Bericht', 'dexter']) {
      expect(await inspectFile(sourceOf(utf8(text)))).toMatchObject({ format: 'plain', dangers: [] });
    }
  });
});

describe('a file that is two', () => {
  test('is told, if it is a ZIP archive behind something else', async () => {
    const archive = await zipOf({ 'A.class': 'x', 'META-INF/MANIFEST.MF': 'x' });
    for (const [name, format, octets] of all.slice(0, 12)) {
      const found = await inspectFile(sourceOf(joined(octets, archive)), name);
      expect([found.format, found.dangers.includes('polyglot')]).toEqual([format, true]);
    }
  });
});
