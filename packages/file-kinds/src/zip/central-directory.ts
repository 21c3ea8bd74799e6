import { latin1, startsWith, u16, u32, u64 } from '../octets.ts';
import type { PagedFile } from '../paged-file.ts';
import { Unreadable } from '../unreadable.ts';
import { findDirectory } from './end-record.ts';

/** One line of the central directory (APPNOTE 4.3.12). */
export interface ZipEntry {
  readonly name: string;
  /** What programs that know the extra field 0x7075 show instead of the name (APPNOTE 4.6.9). */
  readonly otherName: string | undefined;
  readonly isEncrypted: boolean;
  readonly method: number;
  readonly packedOctets: number;
  readonly octets: number;
  readonly localHeaderAt: number;
}

export const MAX_ENTRIES = 20_000;
const MAX_DIRECTORY_OCTETS = 4 * 2 ** 20;
const HEADER_OCTETS = 46;
const UTF8 = 0x0800;
/** Bit 0: encrypted; bit 13: the directory is masked (APPNOTE 4.4.4). AES of WinZip sets bit 0, too. */
const ENCRYPTED = 0x2001;

/** All entries of the archive. Throws `Unreadable`: more than can be looked at is `unchecked`. */
export async function readCentralDirectory(file: PagedFile): Promise<ZipEntry[]> {
  const place = await findDirectory(file);
  if (place.entryCount > MAX_ENTRIES || place.sizeBytes > MAX_DIRECTORY_OCTETS) throw new Unreadable('unchecked');
  const directory = await file.range(place.start, place.end);
  const entries: ZipEntry[] = [];
  let at = 0;
  while (at < directory.length && entries.length < place.entryCount) {
    const { entry, octets } = readEntryHeader(directory, at);
    entries.push(entry);
    at += octets;
  }
  const packedOctets = entries.reduce((sum, entry) => sum + entry.packedOctets, 0);
  // Entries that share octets are how small archives unpack to terabytes.
  const isWhole = at === directory.length && entries.length === place.entryCount && packedOctets <= place.start;
  if (!isWhole) throw new Unreadable('malformed');
  return entries;
}

function readEntryHeader(directory: Uint8Array, at: number): { entry: ZipEntry; octets: number } {
  if (!startsWith(directory, 'PK\x01\x02', at)) throw new Unreadable('malformed');
  const nameEnd = at + HEADER_OCTETS + u16(directory, at + 28);
  const extraEnd = nameEnd + u16(directory, at + 30);
  const octets = extraEnd + u16(directory, at + 32) - at;
  if (at + octets > directory.length) throw new Unreadable('malformed');
  const flags = u16(directory, at + 8);
  const method = u16(directory, at + 10);
  const extra = directory.subarray(nameEnd, extraEnd);
  const nameOctets = directory.subarray(at + HEADER_OCTETS, nameEnd);
  const entry = {
    name: flags & UTF8 ? utf8(nameOctets) : latin1(nameOctets),
    otherName: unicodeName(extra),
    isEncrypted: (flags & ENCRYPTED) !== 0,
    method,
    ...numbers(directory, at, extra),
  };
  return { entry, octets };
}

/** Lengths and place, from the ZIP64 field where the header cannot say them, in its fixed order (APPNOTE 4.5.3). */
function numbers(directory: Uint8Array, at: number, extra: Uint8Array) {
  const long = extraField(extra, 0x0001);
  let longAt = 0;
  const number = (short: number): number => {
    if (short !== 0xffff_ffff || long === undefined) return short;
    longAt += 8;
    return u64(long, longAt - 8);
  };
  const octets = number(u32(directory, at + 24));
  const packedOctets = number(u32(directory, at + 20));
  return { octets, packedOctets, localHeaderAt: number(u32(directory, at + 42)) };
}

function unicodeName(extra: Uint8Array): string | undefined {
  const field = extraField(extra, 0x7075);
  return field && field.length > 5 ? utf8(field.subarray(5)) : undefined;
}

/** A field of the extra octets. What comes after a broken one is not read: no program does. */
function extraField(extra: Uint8Array, id: number): Uint8Array | undefined {
  for (let at = 0; at + 4 <= extra.length; ) {
    const end = at + 4 + u16(extra, at + 2);
    if (end > extra.length) return undefined;
    if (u16(extra, at) === id) return extra.subarray(at + 4, end);
    at = end;
  }
  return undefined;
}

const utf8 = (octets: Uint8Array): string => new TextDecoder().decode(octets);
