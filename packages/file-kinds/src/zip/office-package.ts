import type { Danger } from '../dangers.ts';
import type { Format } from '../formats.ts';
import type { PagedFile } from '../paged-file.ts';
import { decodeText } from '../text/decode-text.ts';
import { Unreadable } from '../unreadable.ts';
import type { ZipEntry } from './central-directory.ts';
import { readEntry } from './read-entry.ts';

const CONTENT_TYPES = '[content_types].xml';
const MAX_CONTENT_TYPES_OCTETS = 2 ** 20;

/** The type of the main part by program (ECMA-376-1 §11.3, §12.3, §13.3; [MS-OFFMACRO2] §2.2). */
const MAIN_PARTS: readonly (readonly [Format, RegExp])[] = [
  ['docx', /wordprocessingml\.(document|template)\.main|ms-word\.(document|template)\.macroenabled/],
  ['xlsx', /spreadsheetml\.(sheet|template)\.main|ms-excel\.(sheet|template|addin)(\.binary)?\.macroenabled/],
  [
    'pptx',
    /presentationml\.(presentation|slideshow|template)\.main|ms-powerpoint\.(presentation|slideshow|template|addin)\.macroenabled/,
  ],
];

/** The format of an Office Open XML package, or undefined if the archive is none. */
export async function officeFormat(
  file: PagedFile,
  entries: readonly ZipEntry[],
  dangers: Set<Danger>,
): Promise<Format | undefined> {
  const [list, another] = entries.filter(({ name }) => name.toLowerCase() === CONTENT_TYPES);
  if (!list) return undefined;
  if (another || hasDuplicates(entries)) throw new Unreadable('malformed');
  if (entries.some(({ isEncrypted }) => isEncrypted)) dangers.add('encrypted_office');
  if (entries.some(({ name }) => /(^|[\\/])embeddings[\\/][^\\/]+\.bin$/i.test(name))) dangers.add('embedded_object');
  const types = contentTypes(await readEntry(file, list, MAX_CONTENT_TYPES_OCTETS));
  // A part is code by its type, whatever its name.
  if (/vbaproject|macroenabled|ms-excel\.(intl)?macrosheet|ms-office\.activex/.test(types)) dangers.add('macro');
  const formats = MAIN_PARTS.filter(([, main]) => main.test(types)).map(([format]) => format);
  if (formats.length > 1) throw new Unreadable('malformed');
  return formats[0];
}

/** Two parts of one name, of which two programs would read a different one (ECMA-376-2 §6.2.2.3). */
export function hasDuplicates(entries: readonly ZipEntry[]): boolean {
  return new Set(entries.map(({ name }) => name.toLowerCase())).size !== entries.length;
}

/** In lower case, as types are compared, and without character references that would hide a word. */
function contentTypes(octets: Uint8Array): string {
  const text = decodeText(octets)?.toLowerCase();
  // ECMA-376-2 §6.2.5: no document type definition.
  if (text === undefined || text.includes('<!doctype')) throw new Unreadable('malformed');
  return text.replace(/&#(x[0-9a-f]{1,6}|[0-9]{1,7});/g, (_, number: string) => character(number)).toLowerCase();
}

function character(number: string): string {
  const point = number.startsWith('x') ? Number.parseInt(number.slice(1), 16) : Number.parseInt(number, 10);
  return point <= 0x10ffff ? String.fromCodePoint(point) : '';
}
