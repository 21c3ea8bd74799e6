import { describe, expect, test } from '@jest/globals';
import type { ZipWriterAddDataOptions } from '@zip.js/zip.js';
import type { Danger } from '../dangers.ts';
import { inspectFile } from '../inspect-file.ts';
import { joined, sourceOf, utf8 } from '../testing/octets.ts';
import {
  extraField,
  type Members,
  officeMembers,
  openDocumentMembers,
  type RawEntry,
  rawZip,
  zipOf,
} from '../testing/zip-samples.ts';
import { MAX_ENTRIES } from './central-directory.ts';

async function inspect(members: Members, options: ZipWriterAddDataOptions = {}) {
  return inspectFile(sourceOf(await zipOf(members, options)));
}
const dangersOf = async (octets: Uint8Array): Promise<readonly Danger[]> =>
  (await inspectFile(sourceOf(octets))).dangers;

describe('macros in an Office file', () => {
  test.each(['word/vbaProject.bin', 'xl/vbaProject.bin', 'other/VBAPROJECT.BIN', 'vbaProject.bin'])(
    'are found by the name %s',
    async (name) => {
      expect(await inspect({ ...officeMembers('docx'), [name]: 'x' })).toMatchObject({
        format: 'docx',
        dangers: ['macro'],
      });
    },
  );

  test.each([
    '<Override PartName="/word/harmless.xml" ContentType="application/vnd.ms-office.vbaProject"/>',
    "<Default Extension='png' ContentType='application/vnd.ms-office.VBAProject'/>",
    '<Override PartName="/x" ContentType="application/vnd.ms-office.vba&#80;roject"/>',
    '<Override PartName="/x" ContentType="application/vnd.ms-office.&#x76;baProject"/>',
    '<Override PartName="/w" ContentType="application/vnd.ms-word.document.macroEnabled.main+xml"/>',
    '<Override PartName="/x" ContentType="application/vnd.ms-excel.macrosheet+xml"/>',
    '<Override PartName="/x" ContentType="application/vnd.ms-office.activeX+xml"/>',
  ])('are found by the type of a part, whatever its name: %s', async (line) => {
    expect(await inspect(officeMembers('docx', line))).toMatchObject({ format: 'docx', dangers: ['macro'] });
  });

  test('are found in a list of types in UTF-16', async () => {
    const { '[Content_Types].xml': types, ...others } = officeMembers('docx', '<Default ContentType="vbaProject"/>');
    const utf16 = joined('\xff\xfe', new Uint8Array(Buffer.from(`${types}`, 'utf16le')));
    expect(await inspect({ '[Content_Types].xml': utf16, ...others })).toMatchObject({ dangers: ['macro'] });
  });

  test.each(['xl/macrosheets/sheet1.xml', 'word/activeX/activeX1.bin'])('are also %s', async (name) => {
    expect(await inspect({ ...officeMembers('xlsx'), [name]: 'x' })).toMatchObject({ dangers: ['macro'] });
  });

  test('are Basic and scripts in OpenDocument, and not their empty lists', async () => {
    const members = openDocumentMembers('text');
    for (const name of ['Basic/Standard/Module1.xml', 'Scripts/python/x.txt']) {
      expect(await inspect({ ...members, [name]: 'x' })).toMatchObject({ format: 'odt', dangers: ['macro'] });
    }
    expect(
      await inspect({ ...members, 'Basic/script-lc.xml': 'x', 'Basic/Standard/script-lb.xml': 'x' }),
    ).toMatchObject({
      format: 'odt',
      dangers: [],
    });
  });

  test('objects of other programs are told, embedded documents of Office are not', async () => {
    const members = officeMembers('docx');
    expect(await inspect({ ...members, 'word/embeddings/oleObject1.bin': 'x' })).toMatchObject({
      dangers: ['embedded_object'],
    });
    expect(
      await inspect({ ...members, 'word/embeddings/Table.xlsx': 'x', 'xl/printerSettings1.bin': 'x' }),
    ).toMatchObject({ dangers: [] });
  });
});

describe('what is under a password', () => {
  test.each<[string, ZipWriterAddDataOptions]>([
    ['the old way', { password: 'x', zipCrypto: true }],
    ['with AES', { password: 'x', encryptionStrength: 3 }],
  ])('is told of an archive, %s', async (_, options) => {
    expect(await inspect({ 'a.pdf': 'x' }, options)).toMatchObject({ format: 'zip', dangers: ['encrypted_archive'] });
  });

  test('is told of OpenDocument, entry by entry or as a whole', async () => {
    const line = '<manifest:encryption-data/>';
    expect(await inspect(openDocumentMembers('text', line))).toMatchObject({ dangers: ['encrypted_office'] });
    const whole = { ...openDocumentMembers('text'), 'encrypted-package': 'x' };
    expect(await inspect(whole)).toMatchObject({ dangers: ['encrypted_office'] });
  });

  test('is told of an Office file whose entries are encrypted', async () => {
    const found = await inspect(officeMembers('docx'), { password: 'x', zipCrypto: true });
    expect(found.dangers).toEqual(['encrypted_office', 'unchecked']);
  });
});

describe('programs in archives', () => {
  test.each(['rechnung.pdf.exe', 'a/b/setup.MSI', 'x.js', 'x.lnk', 'x.exe. . ', 'x.iso', 'x.hta', '.bat'])(
    '%s is found',
    async (name) => {
      expect(await inspect({ 'a.pdf': 'x', [name]: 'x' })).toMatchObject({
        kind: 'archive',
        dangers: ['embedded_executable'],
      });
    },
  );

  test('are found by either of two names', async () => {
    // APPNOTE 4.6.9: version, checksum of the other name, the name.
    const extra = extraField(0x7075, joined('\x01\0\0\0\0', 'x.exe'));
    expect(await dangersOf(rawZip([{ name: 'x.pdf', extra }]))).toEqual(['embedded_executable']);
  });

  test.each([
    'META-INF/MANIFEST.MF',
    'AndroidManifest.xml',
    'classes.dex',
    'AppxManifest.xml',
    'Payload/X.app/Info.plist',
    'extension.vsixmanifest',
  ])('an archive with %s is a program itself', async (name) => {
    const found = await inspect({ ...officeMembers('docx'), [name]: 'x' });
    expect(found).toMatchObject({ kind: 'other', format: 'program' });
    expect(found.dangers[0]).toBe('executable');
  });

  test('archives in archives were not looked into', async () => {
    expect(await inspect({ 'a.pdf': 'x', 'b.7z': 'x' })).toMatchObject({ dangers: ['unchecked'] });
    expect(await inspect({ 'a.pdf': 'x', 'b.docx': 'x' })).toMatchObject({ dangers: [] });
  });
});

describe('a directory', () => {
  const many = (count: number): RawEntry[] => Array.from({ length: count }, (_, n) => ({ name: `${n}` }));

  test.each([
    [0, []],
    [1, []],
    [MAX_ENTRIES - 1, []],
    [MAX_ENTRIES, []],
    [MAX_ENTRIES + 1, ['unchecked']],
  ])('of %i entries has the dangers %j', async (count, dangers) => {
    expect(await dangersOf(rawZip(many(count)))).toEqual(dangers);
  });

  test('that is larger than what is read of it is not looked at, and not read', async () => {
    const source = sourceOf(rawZip(Array.from({ length: 70 }, () => ({ name: 'a'.repeat(65_000) }))));
    expect((await inspectFile(source)).dangers).toEqual(['unchecked']);
    expect(source.reads.reduce((sum, [start, end]) => sum + end - start, 0)).toBeLessThan(300_000);
  });

  test.each([-1, 1])('whose end says %i entries more than there are is malformed', async (wrong) => {
    expect(await dangersOf(rawZip(many(3), { count: 3 + wrong }))).toEqual(['malformed']);
  });

  test.each([0, 1, 65_534, 65_535])('is found before a comment of %i octets', async (length) => {
    const archive = rawZip([{ name: 'x.exe' }], { comment: new Uint8Array(length).fill(0x20) });
    expect(await dangersOf(archive)).toEqual(['embedded_executable']);
  });

  test('of which there could be two is malformed', async () => {
    // The comment is an archive's end itself: programs differ in which one they take.
    const comment = rawZip([]).subarray(30);
    expect(await dangersOf(rawZip(many(1), { comment }))).toEqual(['malformed']);
  });

  test('of which there are two, both in order, is malformed', async () => {
    const first = rawZip([{ name: 'a.exe' }]);
    const second = Buffer.from(rawZip([{ name: 'a.pdf' }]).subarray(30));
    second.writeUInt32LE(first.length, second.length - 22 + 16);
    expect(await dangersOf(rawZip([{ name: 'a.exe' }], { comment: second }))).toEqual(['malformed']);
  });

  test('whose length is told wrongly is malformed', async () => {
    for (const wrong of [-1, 1]) {
      const archive = Buffer.from(rawZip(many(1)));
      archive.writeUInt32LE(archive.readUInt32LE(archive.length - 10) + wrong, archive.length - 10);
      expect(await dangersOf(archive)).toEqual(['malformed']);
    }
  });

  test('whose short form says something else than its long form is malformed', async () => {
    const archive = Buffer.from(await zipOf({ a: 'x', b: 'x' }, { zip64: true }));
    for (const [place, value] of [
      [12, 1],
      [10, 0],
    ] as const) {
      const changed = Buffer.from(archive);
      changed.writeUInt16LE(value, changed.length - place);
      expect(await dangersOf(changed)).toEqual(['malformed']);
    }
  });

  test('with something before its end or after it is malformed', async () => {
    const archive = rawZip(many(2));
    const end = archive.length - 22;
    expect(await dangersOf(joined(archive, 'x'))).toEqual(['malformed']);
    expect(await dangersOf(joined(archive.subarray(0, end), 'x', archive.subarray(end)))).toEqual(['malformed']);
  });

  test.each(['../x', 'a/../../x', '/etc/passwd', 'C:\\x', '..\\x', 'a\0b'])(
    'with the path %j is malformed',
    async (name) => {
      expect(await dangersOf(rawZip([{ name }]))).toEqual(['malformed']);
    },
  );

  test('whose parts have one name twice is malformed, if it is an Office file', async () => {
    const archive = await zipOf({ ...officeMembers('docx'), '[content_types].XML': 'x' });
    expect(await dangersOf(archive)).toEqual(['malformed']);
  });

  test('in the long form is read', async () => {
    const archive = await zipOf({ ...officeMembers('docx'), 'word/vbaProject.bin': 'x' }, { zip64: true });
    expect(await dangersOf(archive)).toEqual(['macro']);
  });

  test('whose entries say that they become terabytes is a bomb', async () => {
    const bomb = Array.from({ length: 40 }, (_, n) => ({ name: `${n}`, octets: 0xffff_fff0 }));
    expect(await dangersOf(rawZip(bomb))).toEqual(['archive_bomb']);
  });

  test('whose entries share octets is malformed', async () => {
    // Before the directory there are 30 octets, for two entries of 15.
    const sharing = (packedOctets: number) =>
      rawZip([15, packedOctets].map((n) => ({ name: `${n}`, packedOctets: n })));
    expect(await dangersOf(sharing(14))).toEqual([]);
    expect(await dangersOf(sharing(16))).toEqual(['malformed']);
  });

  test('with a list of types that would become large is left', async () => {
    const types = `<Types>${' '.repeat(2 ** 20)}</Types>`;
    expect(await inspect({ '[Content_Types].xml': types })).toMatchObject({ dangers: ['unchecked'] });
  });

  test('with a list of types that becomes more than it says is left', async () => {
    const archive = Buffer.from(await zipOf({ '[Content_Types].xml': ' '.repeat(2 ** 22) }));
    // The length that the directory says (APPNOTE 4.3.12).
    archive.writeUInt32LE(100, archive.indexOf('PK\x01\x02', 0, 'latin1') + 24);
    expect(await dangersOf(archive)).toEqual(['unchecked']);
  });

  test.each([-1, 1])(
    'with a list of types that becomes %i octets more or less than it says is malformed',
    async (wrong) => {
      const archive = Buffer.from(await zipOf(officeMembers('docx')));
      const at = archive.indexOf('PK\x01\x02', 0, 'latin1') + 24;
      archive.writeUInt32LE(archive.readUInt32LE(at) + wrong, at);
      expect(await dangersOf(archive)).toEqual(['malformed']);
    },
  );

  test('whose entry bears another name than its line is malformed', async () => {
    const archive = Buffer.from(await zipOf(officeMembers('docx')));
    archive.write('[Content_Typos].xml', archive.indexOf('[Content_Types].xml'), 'latin1');
    expect(await dangersOf(archive)).toEqual(['malformed']);
  });

  test('of an archive in several volumes is malformed', async () => {
    const archive = Buffer.from(rawZip(many(1)));
    archive.writeUInt16LE(1, archive.length - 22 + 4);
    expect(await dangersOf(archive)).toEqual(['malformed']);
  });
});

test('an archive that is no package of Office is an archive, also with a list of types', async () => {
  expect(await inspect({ '[Content_Types].xml': '<Types/>' })).toMatchObject({ format: 'zip', dangers: [] });
  expect(await inspect({ mimetype: utf8('text/plain') })).toMatchObject({ format: 'zip', dangers: [] });
});
