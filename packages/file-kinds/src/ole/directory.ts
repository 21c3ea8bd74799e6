import { u16, u32, u64 } from '../octets.ts';
import { Unreadable } from '../unreadable.ts';

/** A storage or stream of a compound file ([MS-CFB] §2.6.1). */
export interface OleEntry {
  readonly name: string;
  readonly type: 'storage' | 'stream' | 'root' | 'unused';
  /** 16 octets in hex, in the order of the file. */
  readonly classId: string;
  readonly left: number;
  readonly right: number;
  readonly child: number;
  readonly firstSector: number;
  readonly sizeBytes: number;
}

const ENTRY_OCTETS = 128;
const MAX_NAME_OCTETS = 64;
const TYPES: Readonly<Record<number, OleEntry['type']>> = { 0: 'unused', 1: 'storage', 2: 'stream', 5: 'root' };

/** @param version 3 or 4: the former's sizes have 32 bits, and anything in the others. Throws `Unreadable`. */
export function readDirectoryEntries(directory: Uint8Array, version: number): OleEntry[] {
  const entries: OleEntry[] = [];
  for (let at = 0; at + ENTRY_OCTETS <= directory.length; at += ENTRY_OCTETS) {
    entries.push(readEntry(directory.subarray(at, at + ENTRY_OCTETS), version));
  }
  if (entries[0]?.type !== 'root') throw new Unreadable('malformed');
  return entries;
}

function readEntry(octets: Uint8Array, version: number): OleEntry {
  const type = TYPES[octets[66]!];
  const nameOctets = u16(octets, 64);
  if (type === undefined || nameOctets > MAX_NAME_OCTETS) throw new Unreadable('malformed');
  return {
    // The length counts the zero at the end.
    name: new TextDecoder('utf-16le').decode(octets.subarray(0, Math.max(0, nameOctets - (nameOctets % 2) - 2))),
    type,
    classId: Array.from(octets.subarray(80, 96), (octet) => octet.toString(16).padStart(2, '0')).join(''),
    left: u32(octets, 68),
    right: u32(octets, 72),
    child: u32(octets, 76),
    firstSector: u32(octets, 116),
    sizeBytes: type === 'unused' ? 0 : version === 3 ? u32(octets, 120) : u64(octets, 120),
  };
}

/** What lies in the root itself: a tree of siblings below its child, each of which is seen once. */
export function topEntries(entries: readonly OleEntry[]): OleEntry[] {
  const found = new Set<OleEntry>();
  const waiting = [entries[0]!.child];
  while (waiting.length > 0) {
    const entry = entries[waiting.pop()!];
    if (!entry || found.has(entry) || entry.type === 'unused' || entry.type === 'root') continue;
    found.add(entry);
    waiting.push(entry.left, entry.right);
  }
  return [...found];
}
