import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { admits } from './admission.policy.ts';
import { DANGERS } from './dangers.ts';
import { FILE_KINDS, FORMATS } from './formats.ts';
import { inspectFile } from './inspect-file.ts';
import { MAX_READ_OCTETS } from './paged-file.ts';
import { joined, octetsOf, sourceOf, utf8 } from './testing/octets.ts';
import { LARGE, oleOf, record, wordDocument, workbook } from './testing/ole-samples.ts';
import { modernPdf, pdfWith } from './testing/pdf-samples.ts';
import { CLOSED_ARCHIVES, samples } from './testing/samples.ts';
import { officeMembers, openDocumentMembers, zipOf } from './testing/zip-samples.ts';

const RUNS = 400;

/** Inspects, and checks what must hold of any finding. */
async function inspect(octets: Uint8Array, name = '') {
  const source = sourceOf(octets);
  const found = await inspectFile(source, name);
  const { kind, mediaType } = FORMATS[found.format];
  expect([found.kind, found.mediaType]).toEqual([kind, mediaType]);
  expect(found.dangers).toEqual(DANGERS.filter((danger) => found.dangers.includes(danger)));
  expect(source.reads.reduce((sum, [start, end]) => sum + end - start, 0)).toBeLessThanOrEqual(MAX_READ_OCTETS);
  return found;
}

const rich: readonly Uint8Array[] = [
  ...(await samples()).map(([, , octets]) => octets),
  ...CLOSED_ARCHIVES.map(([, , octets]) => octets),
  await zipOf({ ...officeMembers('docx'), 'word/vbaProject.bin': LARGE }, { zip64: true }),
  await zipOf({ ...openDocumentMembers('text', '<encryption-data/>'), 'Basic/Standard/M.xml': 'x' }),
  await zipOf({ 'a.exe': 'x' }, { password: 'x', zipCrypto: true }),
  oleOf({ WordDocument: wordDocument(), '/Macros/VBA/dir': utf8('x'), '/O/\u0001Ole10Native': new Uint8Array(600) }),
  oleOf({ Workbook: workbook(1, record(0x002f, octetsOf('\x01\0'))) }),
  oleOf({
    '__properties_version1.0': utf8('x'),
    '/__attach_version1.0_#00000000/__substg1.0_3707001F': utf8('a\0.\0'),
  }),
  pdfWith('<< /S /JavaScript /JS (x) >>', '/Encrypt 3 0 R '),
  modernPdf('/Encrypt 3 0 R '),
];
const sample = fc.constantFrom(...rich);
const name = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.constantFrom('', 'a.pdf', 'a.exe', 'a.docx', 'a.html', '.', '\ud800'),
);

describe('any octets give a finding, within the limits', () => {
  test('random ones', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 3_000 }), name, async (octets, named) => {
        await inspect(octets, named);
      }),
      { numRuns: RUNS },
    );
  });

  test('random ones behind first octets that are known', async () => {
    const begin = sample.map((octets) => octets.subarray(0, 64));
    await fc.assert(
      fc.asyncProperty(begin, fc.uint8Array({ maxLength: 3_000 }), async (head, rest) => {
        await inspect(joined(head, rest));
      }),
      { numRuns: RUNS },
    );
  });

  test('files cut at any place', async () => {
    await fc.assert(
      fc.asyncProperty(sample, fc.double({ min: 0, max: 1, noNaN: true }), async (octets, part) => {
        await inspect(octets.subarray(0, Math.floor(octets.length * part)));
      }),
      { numRuns: RUNS },
    );
  });

  test('files of which some octets are others', async () => {
    const changes = fc.array(fc.tuple(fc.nat(), fc.integer({ min: 0, max: 255 })), { minLength: 1, maxLength: 12 });
    await fc.assert(
      fc.asyncProperty(sample, changes, async (octets, places) => {
        const changed = Uint8Array.from(octets);
        for (const [place, octet] of places) changed[place % changed.length] = octet;
        await inspect(changed);
      }),
      { numRuns: 2 * RUNS },
    );
  });

  test('files of which a number is as large as it can be, or nothing', async () => {
    const value = fc.constantFrom(0, 1, 0x7fff_ffff, 0x8000_0000, 0xffff_fffe, 0xffff_ffff);
    await fc.assert(
      fc.asyncProperty(sample, fc.nat(), value, async (octets, place, number) => {
        const changed = Buffer.from(octets);
        if (changed.length >= 4) changed.writeUInt32LE(number, place % (changed.length - 3));
        await inspect(changed);
      }),
      { numRuns: 2 * RUNS },
    );
  });

  test('two files, one after the other', async () => {
    await fc.assert(
      fc.asyncProperty(sample, sample, async (first, second) => {
        await inspect(joined(first, second));
      }),
      { numRuns: RUNS / 2 },
    );
  });
});

describe('whatever the rest of it is', () => {
  const program = fc.constantFrom('MZ\x90\0', '\x7fELF', 'L\0\0\0\x01\x14\x02\0', '#!/bin/sh\n');

  test('a program or script is found and never taken', async () => {
    const everything = { allowMacros: true, allowActivePdf: true, allowEncrypted: true, allowUnchecked: true };
    await fc.assert(
      fc.asyncProperty(program, fc.oneof(sample, fc.constant(utf8('x'))), name, async (magic, rest, named) => {
        const found = await inspect(joined(magic, rest), named);
        expect(['executable', 'script']).toContain(found.dangers[0]);
        expect(admits(FILE_KINDS, found, everything).ok).toBe(false);
      }),
      { numRuns: RUNS },
    );
  });

  test('a name changes no kind', async () => {
    await fc.assert(
      fc.asyncProperty(sample, name, async (octets, named) => {
        const [without, withName] = [await inspect(octets), await inspect(octets, named)];
        expect(withName.format).toBe(without.format);
        for (const danger of without.dangers) expect(withName.dangers).toContain(danger);
      }),
      { numRuns: RUNS },
    );
  });
});
