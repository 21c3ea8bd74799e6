import { DANGERS, type Danger } from './dangers.ts';
import { isDiskImage } from './disk-image.ts';
import type { Finding, Reader } from './finding.ts';
import { FORMATS, type Format } from './formats.ts';
import { isMarkupName, isMismatched, isProgramName, isScriptName } from './names.ts';
import { startsWith } from './octets.ts';
import { readOle } from './ole/ole-file.ts';
import { type FileSource, PagedFile } from './paged-file.ts';
import { readPdf } from './pdf-file.ts';
import { readRtf } from './rtf-file.ts';
import { signedFormat } from './signatures.ts';
import { isTextLike } from './text/decode-text.ts';
import { readText } from './text/text-file.ts';
import { Unreadable } from './unreadable.ts';
import { endsAsZip } from './zip/end-record.ts';
import { readZip } from './zip/zip-file.ts';

const HEAD_OCTETS = 65_536;

/** What is looked into. Of the rest the first octets say all that is said. */
const READERS: Readonly<Partial<Record<Format, Reader>>> = {
  pdf: readPdf,
  rtf: readRtf,
  zip: readZip,
  compound_file: readOle,
};

/**
 * What a file is by its content: its beginning, its end, and of containers the list of what is in them. At most 8 MiB
 * of it are read and kept. Nothing of it is run, and nothing unpacked but two short lists of Office files. Any octets
 * give a finding; the only errors are the source's own, and `RangeError` for a size that is none.
 * @param name decides nothing but `mismatched_name`, and whether text is a script or unknown octets are a program
 */
export async function inspectFile(source: FileSource, name = ''): Promise<Finding> {
  const file = new PagedFile(source);
  const dangers = new Set<Danger>();
  const format = await formatOf(file, dangers);
  if (name !== '') noteName(name, format, dangers);
  // What is empty cannot be something else than its name says; as a program it would still be one.
  if (source.sizeBytes === 0) dangers.delete('mismatched_name');
  const { kind, mediaType } = FORMATS[format];
  return { kind, format, mediaType, dangers: DANGERS.filter((danger) => dangers.has(danger)) };
}

async function formatOf(file: PagedFile, dangers: Set<Danger>): Promise<Format> {
  const head = await file.head(HEAD_OCTETS);
  const signed = (await isDiskImage(file)) ? 'disk_image' : isProgram(head) ? 'program' : signedFormat(head);
  if (signed === 'program' || signed === 'disk_image') dangers.add('executable');
  // Before a reader may have used up what is read of one file.
  if (await isZipToo(file)) dangers.add('polyglot');
  if (signed && FORMATS[signed].kind === 'archive' && signed !== 'zip') dangers.add('unchecked');
  const read = signed ? READERS[signed] : readText;
  return (read && (await readOrNote(read, file, dangers))) ?? signed ?? 'unknown';
}

/** What cannot be read to its end is a danger, and no error. */
async function readOrNote(read: Reader, file: PagedFile, dangers: Set<Danger>): Promise<Format | undefined> {
  try {
    return await read(file, dangers);
  } catch (error) {
    if (!(error instanceof Unreadable)) throw error;
    dangers.add(error.danger);
    return undefined;
  }
}

/**
 * Programs of DOS and Windows, and programs behind a line for the interpreter. Two letters are little: text that begins
 * with them is text, or a script.
 */
const isProgram = (head: Uint8Array): boolean =>
  ['MZ', '#!/', '#! /'].some((magic) => startsWith(head, magic)) && !isTextLike(head);

async function isZipToo(file: PagedFile): Promise<boolean> {
  return !startsWith(await file.head(2), 'PK') && (await endsAsZip(file));
}

/** Formats that a system does not know by their octets, so that it goes by the name. */
const UNMARKED: ReadonlySet<Format> = new Set(['plain', 'csv', 'xml', 'eml', 'html', 'svg', 'unknown']);

function noteName(name: string, format: Format, dangers: Set<Danger>): void {
  const isUnmarked = UNMARKED.has(format);
  if (isUnmarked && isScriptName(name)) dangers.add('script');
  else if (isUnmarked && isProgramName(name)) dangers.add('executable');
  else if (isUnmarked && isMarkupName(name) && format !== 'html' && format !== 'svg') dangers.add('script');
  else if (isMismatched(name, format)) dangers.add('mismatched_name');
}
