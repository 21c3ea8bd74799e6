import { execFile } from 'node:child_process';
import { copyFile, mkdtemp, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { zipArchive } from '@umschlag/std/zip';
import { pdfOf } from '../../invariants/submissions/pdf.ts';
import { PHOTOGRAPH_PROGRAMS, photograph } from './photographs.ts';

const run = promisify(execFile);

/** The programs with which the files are made. */
export const BAD_FILE_PROGRAMS = [...PHOTOGRAPH_PROGRAMS, 'qpdf', 'heif-enc'];

/** Files that people choose by mistake or on purpose, and good ones; by what is wrong with them. */
export interface BadFiles {
  readonly program: string;
  readonly macros: string;
  readonly text: string;
  readonly misnamed: string;
  readonly encrypted: string;
  readonly heic: string;
  readonly fiftyMegapixels: string;
  readonly good: string;
}

/** Makes real ones: a program of this machine, what qpdf encrypts and what libheif writes. */
export async function makeBadFiles(folder: string): Promise<BadFiles> {
  const put = async (name: string, octets: Uint8Array | string) => {
    const path = join(await mkdtemp(join(folder, 'file-')), name);
    await writeFile(path, octets);
    return path;
  };
  const good = await put('Antrag für Jürgen.pdf', pdfOf(50_000));
  const program = await put('Bescheid.pdf', '');
  await copyFile('/bin/true', program);
  const encrypted = await put('Gehalt.pdf', '');
  await run('qpdf', ['--encrypt', 'geheim', 'geheim', '256', '--', good, encrypted]);
  const size = { widthPx: 800, heightPx: 600 };
  const small = await photograph(folder, { name: 'small.jpg', page: 1, brightness: 150, ...size });
  const heic = await put('IMG_7.heic', '');
  await run('heif-enc', ['-q', '40', small, '-o', heic]);
  const large = { widthPx: 6120, heightPx: 8170 };
  return {
    program,
    macros: await put('Rechnung.docx', await documentWithMacros()),
    text: await put('Notiz.txt', 'Guten Tag\n'),
    misnamed: await put('Notiz.pdf', 'Guten Tag\n'),
    encrypted,
    heic,
    fiftyMegapixels: await photograph(folder, { name: 'IMG_50.jpg', page: 1, brightness: 150, ...large }),
    good,
  };
}

/** What Word writes as `.docm`, called `.docx` (ECMA-376-2, [MS-OFFMACRO2] §2.2). */
async function documentWithMacros(): Promise<Uint8Array> {
  const types = `<?xml version="1.0" encoding="UTF-8"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="bin" ContentType="application/vnd.ms-office.vbaProject"/><Override PartName="/word/document.xml" ContentType="application/vnd.ms-word.document.macroEnabled.main+xml"/></Types>`;
  const members = {
    '[Content_Types].xml': types,
    '_rels/.rels': '<Relationships/>',
    'word/document.xml': '<x/>',
    'word/vbaProject.bin': 'x',
  };
  const archive = zipArchive(
    Object.entries(members).map(([name, content]) => ({
      path: name.split('/'),
      sizeBytes: content.length,
      open: async function* () {
        yield Buffer.from(content);
      },
    })),
    new Date(),
  );
  const pieces: Uint8Array[] = [];
  for await (const piece of archive) pieces.push(piece);
  return Buffer.concat(pieces);
}
