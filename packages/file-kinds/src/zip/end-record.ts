import { startsWith, u16, u32, u64 } from '../octets.ts';
import type { PagedFile } from '../paged-file.ts';
import { Unreadable } from '../unreadable.ts';

/** Where the central directory lies. */
export interface DirectoryPlace {
  readonly start: number;
  readonly end: number;
  readonly sizeBytes: number;
  readonly entryCount: number;
}

// APPNOTE 4.3.16, 4.3.15 and 4.3.14
const END = 'PK\x05\x06';
const END_OCTETS = 22;
const LOCATOR = 'PK\x06\x07';
const LOCATOR_OCTETS = 20;
const END64 = 'PK\x06\x06';
const END64_OCTETS = 56;
const MAX_COMMENT_OCTETS = 65_535;

/**
 * The central directory by the record that ends the file. Programs differ where there are two such records, or gaps:
 * that is `malformed` here, so that nobody unpacks another archive than the one that was looked at.
 */
export async function findDirectory(file: PagedFile): Promise<DirectoryPlace> {
  const tail = await file.tail(END_OCTETS + MAX_COMMENT_OCTETS);
  const places = endsIn(tail);
  if (places.length !== 1) throw new Unreadable('malformed');
  const at = places[0]!;
  const endAt = file.sizeBytes - tail.length + at;
  const is64 = endAt >= LOCATOR_OCTETS && startsWith(await file.range(endAt - LOCATOR_OCTETS, endAt), LOCATOR);
  const place = is64 ? await place64(file, endAt, tail.subarray(at)) : place32(tail.subarray(at), endAt);
  if (place.start + place.sizeBytes !== place.end) throw new Unreadable('malformed');
  return place;
}

/** Places in the tail where a record stands whose comment reaches exactly to the end of the file. */
function endsIn(tail: Uint8Array): number[] {
  const places: number[] = [];
  for (let at = tail.length - END_OCTETS; at >= 0; at -= 1) {
    if (tail[at] !== 0x50 || !startsWith(tail, END, at)) continue;
    if (at + END_OCTETS + u16(tail, at + 20) === tail.length) places.push(at);
  }
  return places;
}

function place32(record: Uint8Array, endAt: number): DirectoryPlace {
  const entryCount = u16(record, 10);
  // One disk: archives in several volumes are not whole.
  if (u16(record, 4) !== 0 || u16(record, 6) !== 0 || u16(record, 8) !== entryCount) throw new Unreadable('malformed');
  return { start: u32(record, 16), sizeBytes: u32(record, 12), end: endAt, entryCount };
}

async function place64(file: PagedFile, endAt: number, record: Uint8Array): Promise<DirectoryPlace> {
  const locator = await file.range(endAt - LOCATOR_OCTETS, endAt);
  const end64At = u64(locator, 8);
  const record64 = await file.range(end64At, end64At + END64_OCTETS);
  if (!startsWith(record64, END64) || u32(record64, 16) !== 0 || u32(record64, 20) !== 0) {
    throw new Unreadable('malformed');
  }
  const place = { entryCount: u64(record64, 32), sizeBytes: u64(record64, 40), start: u64(record64, 48), end: end64At };
  const agree =
    isSameOr(u16(record, 10), 0xffff, place.entryCount) &&
    isSameOr(u32(record, 12), 0xffff_ffff, place.sizeBytes) &&
    isSameOr(u32(record, 16), 0xffff_ffff, place.start);
  if (!agree) throw new Unreadable('malformed');
  return place;
}

/** The short record says the same as the long one, or that it cannot say it. */
const isSameOr = (short: number, cannotSay: number, long: number): boolean => short === cannotSay || short === long;

/** Whether a file that begins as something else could be opened as a ZIP archive, wherever that begins in it. */
export async function endsAsZip(file: PagedFile): Promise<boolean> {
  const tail = await file.tail(END_OCTETS + MAX_COMMENT_OCTETS);
  for (const at of endsIn(tail)) {
    const directoryAt = file.sizeBytes - tail.length + at - u32(tail, at + 12);
    if (directoryAt < 0 || u16(tail, at + 10) === 0) continue;
    if (startsWith(await file.range(directoryAt, Math.min(directoryAt + 4, file.sizeBytes)), 'PK\x01\x02')) return true;
  }
  return false;
}
