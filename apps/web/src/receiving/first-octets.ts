import type { ByteSource } from '@umschlag/sealed/web';

/**
 * The first octets of a source, `maxOctets` at most. What follows is not asked for, and the source is ended.
 * @throws what the source throws
 */
export async function firstOctets(source: ByteSource, maxOctets: number): Promise<Uint8Array<ArrayBuffer>> {
  const pieces: Uint8Array[] = [];
  let octets = 0;
  for await (const piece of source) {
    const wanted = piece.subarray(0, maxOctets - octets);
    pieces.push(wanted);
    octets += wanted.length;
    if (octets === maxOctets) break;
  }
  const all = new Uint8Array(octets);
  let at = 0;
  for (const piece of pieces) {
    all.set(piece, at);
    at += piece.length;
  }
  return all;
}
