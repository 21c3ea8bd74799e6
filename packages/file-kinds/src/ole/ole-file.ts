import type { Danger } from '../dangers.ts';
import type { Format } from '../formats.ts';
import type { PagedFile } from '../paged-file.ts';
import { noteAttachedFiles } from './attached-files.ts';
import { CompoundFile } from './compound-file.ts';
import { type OleEntry, topEntries } from './directory.ts';
import { readSlides } from './slides.ts';
import { readWordHeader } from './word-header.ts';
import { readWorkbook } from './workbook.ts';

/** Windows Installer's packages, patches and transforms, by the class of their root. */
const INSTALLER = /^8[2-6]100c0000000000c000000000000046$/;

/** Storages and streams that only files with VBA have ([MS-OVBA] §2.2.1). */
const VBA = /^(_vba_project(_cur)?|macros|vba|projectwm)$/i;

/** What each of the old Office's programs calls its main stream, and where its own dangers stand. */
const MAIN_STREAMS: readonly {
  readonly name: RegExp;
  readonly format: Format;
  readonly read?: (ole: CompoundFile, stream: OleEntry, dangers: Set<Danger>) => Promise<void>;
}[] = [
  { name: /^worddocument$/i, format: 'doc', read: readWordHeader },
  { name: /^(workbook|book)$/i, format: 'xls', read: readWorkbook },
  { name: /^powerpoint document$/i, format: 'ppt', read: readSlides },
  { name: /^__properties_version1\.0$/i, format: 'msg' },
];

/** What a compound file holds says which program it is of. */
export async function readOle(file: PagedFile, dangers: Set<Danger>): Promise<Format> {
  const ole = await CompoundFile.open(file);
  const top = topEntries(ole.entries);
  const names = new Set(top.map(({ name }) => name.toLowerCase()));
  if (INSTALLER.test(ole.entries[0]!.classId)) {
    dangers.add('executable');
    return 'program';
  }
  const isProtected = names.has('encryptedpackage') || names.has('\u0006dataspaces') || names.has('encryptedsummary');
  if (isProtected) dangers.add('encrypted_office');
  if (names.has('encryptedpackage')) return 'encrypted_ooxml';
  if (ole.entries.some(({ name, type }) => type !== 'unused' && VBA.test(name))) dangers.add('macro');
  const main = MAIN_STREAMS.find((candidate) =>
    top.some(({ name, type }) => type === 'stream' && candidate.name.test(name)),
  );
  const stream = top.find(({ name }) => main?.name.test(name));
  if (main && stream) await main.read?.(ole, stream, dangers);
  await noteAttachedFiles(ole, dangers);
  return main?.format ?? 'compound_file';
}
