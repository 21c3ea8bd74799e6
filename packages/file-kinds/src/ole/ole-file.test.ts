import { describe, expect, test } from '@jest/globals';
import { inspectFile } from '../inspect-file.ts';
import { joined, octetsOf, sourceOf, utf8 } from '../testing/octets.ts';
import { LARGE, oleOf, record, wordDocument, workbook } from '../testing/ole-samples.ts';

const inspect = (octets: Uint8Array) => inspectFile(sourceOf(octets));
const utf16 = (text: string): Uint8Array => new Uint8Array(Buffer.from(text, 'utf16le'));

describe('macros', () => {
  test.each([
    ['/Macros/VBA/dir', 'doc', { WordDocument: wordDocument() }],
    ['/_VBA_PROJECT_CUR/VBA/dir', 'xls', { Workbook: workbook(0) }],
    ['/deep/down/VBA/dir', 'doc', { WordDocument: wordDocument() }],
    ['/deep/_VBA_PROJECT', 'doc', { WordDocument: wordDocument() }],
  ])('are found by the storage %s', async (path, format, streams) => {
    expect(await inspect(oleOf({ ...streams, [path]: utf8('x') }))).toMatchObject({ format, dangers: ['macro'] });
  });

  test('of Excel 4.0 are found by the type of a sheet', async () => {
    expect(await inspect(oleOf({ Workbook: workbook(1) }))).toMatchObject({ format: 'xls', dangers: ['macro'] });
    expect(await inspect(oleOf({ Book: workbook(6) }))).toMatchObject({ format: 'xls', dangers: ['macro'] });
  });

  test('of PowerPoint are found within its stream', async () => {
    const info = '\x1f\0\xff\x03\x14\0\0\0\x02\0\0\x04\x0c\0\0\0\x01\0\0\0\x01\0\0\0\x02\0\0\0';
    const slides = joined(LARGE, info, LARGE);
    expect(await inspect(oleOf({ 'PowerPoint Document': slides }))).toMatchObject({
      format: 'ppt',
      dangers: ['macro'],
    });
  });
});

describe('what is under a password', () => {
  test('is told of Word, Excel and PowerPoint', async () => {
    const filePass = record(0x002f, octetsOf('\x01\0'));
    for (const streams of [
      { WordDocument: wordDocument(0x0100) },
      { Workbook: workbook(0, filePass) },
      { 'PowerPoint Document': LARGE, EncryptedSummary: LARGE },
    ]) {
      expect((await inspect(oleOf(streams))).dangers).toEqual(['encrypted_office']);
    }
  });

  test('is told of what a newer Office has encrypted as a whole, under the name that it has', async () => {
    const octets = oleOf({ EncryptionInfo: utf8('x'), EncryptedPackage: LARGE });
    const expected = { kind: 'office', format: 'encrypted_ooxml', dangers: ['encrypted_office'] };
    expect(await inspectFile(sourceOf(octets), 'Antrag.docx')).toMatchObject(expected);
  });
});

describe('programs', () => {
  test('of Windows Installer are found by the class of the root', async () => {
    for (const classId of ['84100c0000000000c000000000000046', '86100c0000000000c000000000000046']) {
      const found = await inspectFile(sourceOf(oleOf({ x: LARGE }, classId)), 'Bescheid.doc');
      expect(found).toMatchObject({ format: 'program', dangers: ['executable', 'mismatched_name'] });
    }
  });

  test.each([
    ['__substg1.0_3707001F', utf16('rechnung.pdf.exe')],
    ['__substg1.0_3704001F', utf16('RECHNU~1.EXE')],
    ['__substg1.0_3703001F', utf16('.js\0')],
    ['__substg1.0_3703001E', utf8('.vbs')],
    ['__substg1.0_3707001F', utf16(`${'lang'.repeat(60)}.scr`)],
  ])('attached to a mail are found by %s', async (property, name) => {
    const streams = {
      '__properties_version1.0': new Uint8Array(32),
      [`/__attach_version1.0_#00000000/${property}`]: name,
    };
    expect(await inspect(oleOf(streams))).toMatchObject({
      kind: 'mail',
      format: 'msg',
      dangers: ['embedded_executable'],
    });
  });

  test('put into a document are found by the label or the path that they had', async () => {
    for (const names of ['a.exe\0C:\\x\0', 'a\0C:\\x\\a.exe\0']) {
      const object = joined('\x40\0\0\0\x02\0', names, new Uint8Array(64));
      const octets = oleOf({ WordDocument: wordDocument(), '/ObjectPool/_1/\u0001Ole10Native': object });
      expect(await inspect(octets)).toMatchObject({ format: 'doc', dangers: ['embedded_executable'] });
    }
  });

  test('are not seen where none are', async () => {
    const streams = {
      '__properties_version1.0': new Uint8Array(32),
      '/__attach_version1.0_#00000000/__substg1.0_3707001F': utf16('Antrag.pdf'),
    };
    expect(await inspect(oleOf(streams))).toMatchObject({ format: 'msg', dangers: [] });
  });
});

describe('a compound file', () => {
  test('is what lies in its root, not what is embedded', async () => {
    const octets = oleOf({ WordDocument: wordDocument(), '/ObjectPool/_1/Workbook': workbook(0) });
    expect(await inspect(octets)).toMatchObject({ format: 'doc' });
    const other = oleOf({ Workbook: workbook(0), '/MBD1/WordDocument': wordDocument() });
    expect(await inspect(other)).toMatchObject({ format: 'xls', dangers: [] });
  });

  test('whose tree of names leads back to itself is read once', async () => {
    const octets = Buffer.from(oleOf({ WordDocument: wordDocument() }));
    const directory = 512 * (octets.readUInt32LE(48) + 1);
    const child = octets.readUInt32LE(directory + 76);
    octets.writeUInt32LE(child, directory + child * 128 + 68);
    expect(await inspect(octets)).toMatchObject({ format: 'doc', dangers: [] });
  });

  test('of no known program is of no kind', async () => {
    expect(await inspect(oleOf({ VisioDocument: LARGE }))).toMatchObject({
      kind: 'other',
      format: 'compound_file',
      dangers: [],
    });
  });

  test('of 10 MB, whose table goes on outside the header, is read in few pieces', async () => {
    const source = sourceOf(
      oleOf({ '/A/Data': new Uint8Array(10_000_000), WordDocument: wordDocument(), '/VBA/dir': LARGE }),
    );
    expect(await inspectFile(source)).toMatchObject({ format: 'doc', dangers: ['macro'] });
    expect(source.reads.length).toBeLessThan(12);
  });

  test.each([
    ['is cut within its header', (octets: Buffer) => octets.subarray(0, 511)],
    ['is cut to its header', (octets: Buffer) => octets.subarray(0, 512)],
    ['has a version that does not exist', (octets: Buffer) => set16(octets, 26, 5)],
    ['has sectors of an odd size', (octets: Buffer) => set16(octets, 30, 10)],
    ['has its directory behind its end', (octets: Buffer) => set32(octets, 48, 0x00ff_ffff)],
    ['has its directory nowhere', (octets: Buffer) => set32(octets, 48, 0xffff_fffe)],
    ['has its table behind its end', (octets: Buffer) => set32(octets, 76, 0x00ff_ffff)],
  ])('that %s is malformed', async (_, change) => {
    const octets = change(Buffer.from(oleOf({ WordDocument: wordDocument() })));
    expect(await inspect(octets)).toMatchObject({ kind: 'other', format: 'compound_file', dangers: ['malformed'] });
  });

  test('whose directory goes round in a circle is malformed', async () => {
    const octets = Buffer.from(oleOf({ WordDocument: wordDocument() }));
    const directory = octets.readUInt32LE(48);
    const table = 512 * (octets.readUInt32LE(76) + 1);
    octets.writeUInt32LE(directory, table + directory * 4);
    expect(await inspect(octets)).toMatchObject({ dangers: ['malformed'] });
  });
});

function set16(octets: Buffer, at: number, value: number): Buffer {
  octets.writeUInt16LE(value, at);
  return octets;
}

function set32(octets: Buffer, at: number, value: number): Buffer {
  octets.writeUInt32LE(value, at);
  return octets;
}
