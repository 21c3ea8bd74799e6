import type { Danger } from '../dangers.ts';
import type { Format } from '../formats.ts';
import { isArchiveName, isRunnableName } from '../names.ts';
import type { PagedFile } from '../paged-file.ts';
import { Unreadable } from '../unreadable.ts';
import { readCentralDirectory, type ZipEntry } from './central-directory.ts';
import { officeFormat } from './office-package.ts';
import { openDocumentFormat } from './open-document.ts';

const GIB = 2 ** 30;
const MAX_RATIO = 100;

/** What a ZIP archive holds makes it an Office file, a program or an archive. */
export async function readZip(file: PagedFile, dangers: Set<Danger>): Promise<Format> {
  const entries = await readCentralDirectory(file);
  noteDangers(entries, file.sizeBytes, dangers);
  if (isProgram(entries)) {
    dangers.add('executable');
    return 'program';
  }
  const format = (await officeFormat(file, entries, dangers)) ?? (await openDocumentFormat(file, entries, dangers));
  if (format) return format;
  if (entries.some((entry) => entry.isEncrypted)) dangers.add('encrypted_archive');
  // Only this archive's own list was looked at.
  if (entries.some((entry) => namesOf(entry).some(isArchiveName))) dangers.add('unchecked');
  return 'zip';
}

function noteDangers(entries: readonly ZipEntry[], sizeBytes: number, dangers: Set<Danger>): void {
  const names = entries.flatMap(namesOf);
  if (names.some(leavesFolder)) throw new Unreadable('malformed');
  if (names.some(isRunnableName)) dangers.add('embedded_executable');
  if (names.some(isMacroPart)) dangers.add('macro');
  const unpackedOctets = entries.reduce((sum, entry) => sum + entry.octets, 0);
  if (unpackedOctets > GIB && unpackedOctets / sizeBytes > MAX_RATIO) dangers.add('archive_bomb');
}

export const namesOf = ({ name, otherName }: ZipEntry): string[] =>
  otherName === undefined ? [name] : [name, otherName];

/** APPNOTE 4.4.17.1: paths are relative, and none leads out of the folder in which it is unpacked. */
const leavesFolder = (name: string): boolean => /(^|[\\/])\.\.([\\/]|$)|^[\\/]|^[a-z]:|\0/i.test(name);

/** VBA under its usual name, Excel 4.0 macro sheets, ActiveX controls. */
const isMacroPart = (name: string): boolean =>
  /(^|[\\/])vbaproject\.bin$|(^|[\\/])xl[\\/](intl)?macrosheets[\\/]|[\\/]activex[\\/][^\\/]+\.bin$/i.test(name);

/** Packages that Java, Android, iOS and Windows run or install. */
const PROGRAM_PART =
  /^(meta-inf\/manifest\.mf|androidmanifest\.xml|classes\.dex|appxmanifest\.xml|appxmetadata\/appxbundlemanifest\.xml|extension\.vsixmanifest|install\.rdf)$|^payload\/[^/]+\.app\//i;

const isProgram = (entries: readonly ZipEntry[]): boolean =>
  entries.some((entry) => namesOf(entry).some((name) => PROGRAM_PART.test(name)));
