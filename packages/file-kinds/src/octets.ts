import { Unreadable } from './unreadable.ts';

/** Numbers at a place in octets, little-endian as ZIP and compound files have them. Past the end: `malformed`. */
export function u16(octets: Uint8Array, at: number): number {
  return viewOf(octets, at, 2).getUint16(0, true);
}

export function u32(octets: Uint8Array, at: number): number {
  return viewOf(octets, at, 4).getUint32(0, true);
}

/** What a number cannot hold exactly is no length and no place in any file, hence `malformed`. */
export function u64(octets: Uint8Array, at: number): number {
  const value = Number(viewOf(octets, at, 8).getBigUint64(0, true));
  if (!Number.isSafeInteger(value)) throw new Unreadable('malformed');
  return value;
}

function viewOf(octets: Uint8Array, at: number, length: number): DataView {
  if (at < 0 || at + length > octets.length) throw new Unreadable('malformed');
  return new DataView(octets.buffer, octets.byteOffset + at, length);
}

/** @param magic octets as characters up to `\xff` */
export function startsWith(octets: Uint8Array, magic: string, at = 0): boolean {
  if (at < 0 || octets.length < at + magic.length) return false;
  for (let n = 0; n < magic.length; n += 1) if (octets[at + n] !== magic.charCodeAt(n)) return false;
  return true;
}

/** Each octet as one character, so that a regular expression can search octets for what is written in ASCII. */
export const latin1 = (octets: Uint8Array): string => new TextDecoder('latin1').decode(octets);
