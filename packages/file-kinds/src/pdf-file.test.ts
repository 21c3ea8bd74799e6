import { describe, expect, test } from '@jest/globals';
import { inspectFile } from './inspect-file.ts';
import { joined, octetsOf, sourceOf } from './testing/octets.ts';
import { modernPdf, PLAIN_PDF, pdfWith } from './testing/pdf-samples.ts';

const MIB = 2 ** 20;
const inspect = (octets: Uint8Array) => inspectFile(sourceOf(octets), 'a.pdf');
const dangersOf = async (octets: Uint8Array) => (await inspect(octets)).dangers;
/** Octets of a stream, which no dictionary is in. */
const filling = (octets: number): Uint8Array => new Uint8Array(octets).fill(0xa5);

describe('a PDF under a password', () => {
  test.each([
    ['by a reference in the trailer', pdfWith('<<>>', '/Encrypt 3 0 R ')],
    ['by a dictionary in the trailer', pdfWith('<<>>', '/Encrypt<< /Filter /Standard >> ')],
    ['by a name with a number in it', pdfWith('<<>>', '/#45ncr#79pt 3 0 R ')],
    ['in the dictionary of a stream of references', modernPdf('/Encrypt 3 0 R ')],
    ['with octets after its end', joined(pdfWith('<<>>', '/Encrypt 3 0 R '), '\n\n<!-- x -->\n')],
  ])('is told %s', async (_, octets) => expect(await dangersOf(octets)).toEqual(['encrypted_pdf']));

  test('is told where its references lie in the middle of a large file, where nothing else is read', async () => {
    const before = joined('%PDF-1.7\n', filling(5 * MIB), '\n');
    const references = '9 0 obj\n<< /Type /XRef /Encrypt 3 0 R >>\nstream\n\nendstream\nendobj\n';
    const after = joined(filling(5 * MIB), `\nstartxref\n${before.length}\n%%EOF\n`);
    const source = sourceOf(joined(before, references, after));
    expect((await inspectFile(source)).dangers).toEqual(['encrypted_pdf']);
    expect(source.reads.reduce((sum, [start, end]) => sum + end - start, 0)).toBeLessThan(7 * MIB);
  });

  test('is not one that only mentions it', async () => {
    expect(await dangersOf(pdfWith('(how to /Encrypt a file)'))).toEqual([]);
    expect(await dangersOf(pdfWith('<< /EncryptMetadata true >>'))).toEqual([]);
  });
});

describe('a PDF with actions', () => {
  test.each([
    ['<< /S /JavaScript /JS (app.alert\\(1\\)) >>', 'active_pdf'],
    ['<</S/JavaScript/JS 4 0 R>>', 'active_pdf'],
    ['<< /S /J#61vaScript /JS (x) >>', 'active_pdf'],
    ['<< /Names << /JavaScript 4 0 R >> >>', 'active_pdf'],
    ['<< /S /Launch /F (cmd.exe) >>', 'launching_pdf'],
    ['<< /S/L#61unch/F(cmd.exe) >>', 'launching_pdf'],
  ])('is told by %s', async (object, danger) => {
    expect(await dangersOf(pdfWith(object))).toEqual([danger]);
    expect(await dangersOf(modernPdf('', `5 0 obj\n${object}\nendobj\n`))).toEqual([danger]);
  });

  test.each(['<< /S /URI /URI (https://example.org) >>', '<< /OpenAction 4 0 R >>', '(/JavaScripts /Launcher)'])(
    'is not one with %s',
    async (object) => expect(await dangersOf(pdfWith(object))).toEqual([]),
  );

  test('is told within the first and the last 3 MiB', async () => {
    const action = '\n<< /S /JavaScript /JS (x) >>\n';
    const parts = [filling(2 * MIB), filling(4 * MIB), filling(2 * MIB)] as const;
    const end = PLAIN_PDF.subarray(9);
    expect(await dangersOf(joined('%PDF-1.7\n', parts[0], action, parts[1], parts[2], end))).toEqual(['active_pdf']);
    expect(await dangersOf(joined('%PDF-1.7\n', parts[0], parts[1], action, parts[2], end))).toEqual(['active_pdf']);
  });
});

describe('a PDF', () => {
  test('without trailer or references is malformed', async () => {
    for (const text of ['%PDF-1.7\n', '%PDF-1.7\n1 0 obj\n<<>>\nendobj\n', '%PDF-1.7\nstartxref\n99999999\n%%EOF']) {
      expect(await inspect(octetsOf(text))).toMatchObject({ format: 'pdf', dangers: ['malformed'] });
    }
  });

  test('whose last line leads nowhere is read as far as a trailer is found', async () => {
    const text = Buffer.from(pdfWith('<<>>', '/Encrypt 3 0 R ')).toString('latin1');
    expect(await dangersOf(octetsOf(text.replace(/startxref\n\d+/, 'startxref\n7')))).toEqual(['encrypted_pdf']);
    expect(await dangersOf(octetsOf(text.replace(/\/Encrypt 3 0 R/, '').replace(/startxref\n\d+/, '')))).toEqual([]);
  });

  test('that begins behind something else is what it begins as', async () => {
    expect(await inspect(joined('<html>', PLAIN_PDF))).toMatchObject({ format: 'html', dangers: ['mismatched_name'] });
    expect((await inspect(joined('MZ\0', PLAIN_PDF))).dangers).toEqual(['executable', 'mismatched_name']);
  });
});
