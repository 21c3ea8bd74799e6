import type { Danger } from '../dangers.ts';
import type { Format } from '../formats.ts';
import { latin1 } from '../octets.ts';
import type { PagedFile } from '../paged-file.ts';
import { decodeText } from '../text/decode-text.ts';
import { Unreadable } from '../unreadable.ts';
import type { ZipEntry } from './central-directory.ts';
import { hasDuplicates } from './office-package.ts';
import { readEntry } from './read-entry.ts';

const MAX_TYPE_OCTETS = 256;
const MAX_MANIFEST_OCTETS = 2 ** 20;
const PREFIX = 'application/vnd.oasis.opendocument.';
const FORMATS_BY_TYPE: readonly (readonly [string, Format])[] = [
  ['text', 'odt'],
  ['spreadsheet', 'ods'],
  ['presentation', 'odp'],
  ['graphics', 'odg'],
];

/** OpenDocument and EPUB say their type in an entry `mimetype` (ODF 1.3 part 2 §3.3); undefined if there is none. */
export async function openDocumentFormat(
  file: PagedFile,
  entries: readonly ZipEntry[],
  dangers: Set<Danger>,
): Promise<Format | undefined> {
  const entry = entries.find(({ name }) => name === 'mimetype');
  if (!entry || entry.octets > MAX_TYPE_OCTETS) return undefined;
  const type = latin1(await readEntry(file, entry, MAX_TYPE_OCTETS)).trim();
  if (type === 'application/epub+zip') return 'epub';
  if (!type.startsWith(PREFIX)) return undefined;
  if (hasDuplicates(entries)) throw new Unreadable('malformed');
  if (entries.some(isMacroPart)) dangers.add('macro');
  if (await isEncrypted(file, entries)) dangers.add('encrypted_office');
  const [main] = type.slice(PREFIX.length).split('-', 1);
  return FORMATS_BY_TYPE.find(([name]) => name === main)?.[1];
}

/** Basic modules and scripts of other languages; the libraries' lists alone are no code. */
function isMacroPart({ name }: ZipEntry): boolean {
  return /^(basic|scripts)\/.*[^/]$/i.test(name) && !/\/script-l[bc]\.xml$/i.test(name);
}

/** ODF 1.3 part 2 §3.4.1: each encrypted entry has its line in the manifest; ODF 1.4 encrypts the package as a whole. */
async function isEncrypted(file: PagedFile, entries: readonly ZipEntry[]): Promise<boolean> {
  if (entries.some((entry) => entry.isEncrypted || entry.name === 'encrypted-package')) return true;
  const manifest = entries.find(({ name }) => name === 'META-INF/manifest.xml');
  if (!manifest) throw new Unreadable('malformed');
  return decodeText(await readEntry(file, manifest, MAX_MANIFEST_OCTETS))?.includes('encryption-data') ?? true;
}
