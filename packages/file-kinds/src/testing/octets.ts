import type { FileSource } from '../paged-file.ts';

export const octetsOf = (text: string): Uint8Array => Uint8Array.from(text, (sign) => sign.charCodeAt(0));
export const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);

export function joined(...pieces: readonly (Uint8Array | string)[]): Uint8Array {
  return Buffer.concat(pieces.map((piece) => (typeof piece === 'string' ? octetsOf(piece) : piece)));
}

/** Octets as a source that counts what is read of it, and refuses what a real one would not have. */
export function sourceOf(octets: Uint8Array): FileSource & { readonly reads: [number, number][] } {
  const reads: [number, number][] = [];
  const read = async (start: number, end: number) => {
    if (start < 0 || start >= end || end > octets.length) throw new RangeError(`no octets ${start} to ${end}`);
    reads.push([start, end]);
    return octets.subarray(start, end);
  };
  return { sizeBytes: octets.length, read, reads };
}
