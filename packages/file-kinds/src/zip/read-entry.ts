import { startsWith, u16 } from '../octets.ts';
import type { PagedFile } from '../paged-file.ts';
import { Unreadable } from '../unreadable.ts';
import type { ZipEntry } from './central-directory.ts';
import { inflate } from './inflate.ts';

const LOCAL_HEADER_OCTETS = 30;
const STORED = 0;
const DEFLATED = 8;

/** The content of one small entry. Throws `Unreadable`: `unchecked` for one of more than `maxOctets`. */
export async function readEntry(file: PagedFile, entry: ZipEntry, maxOctets: number): Promise<Uint8Array> {
  if (entry.octets > maxOctets || entry.packedOctets > maxOctets) throw new Unreadable('unchecked');
  const start = await contentStart(file, entry);
  const packed = await file.range(start, start + entry.packedOctets);
  if (entry.isEncrypted) throw new Unreadable('unchecked');
  if (entry.method === STORED) return packed;
  if (entry.method !== DEFLATED) throw new Unreadable('unchecked');
  const content = await inflate(packed, maxOctets);
  if (content.length !== entry.octets) throw new Unreadable('malformed');
  return content;
}

/** After the entry's own header (APPNOTE 4.3.7), which must bear the name that the directory says. */
async function contentStart(file: PagedFile, entry: ZipEntry): Promise<number> {
  const nameAt = entry.localHeaderAt + LOCAL_HEADER_OCTETS;
  const header = await file.range(entry.localHeaderAt, nameAt);
  if (!startsWith(header, 'PK\x03\x04') || u16(header, 8) !== entry.method) throw new Unreadable('malformed');
  const nameOctets = u16(header, 26);
  const name = await file.range(nameAt, nameAt + nameOctets);
  // The entries that are read here have names in ASCII.
  if (!startsWith(name, entry.name) || nameOctets !== entry.name.length) throw new Unreadable('malformed');
  return nameAt + nameOctets + u16(header, 28);
}
