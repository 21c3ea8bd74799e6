import { Unreadable } from '../unreadable.ts';

/**
 * Unpacks raw deflate (RFC 1951). Stops after `maxOctets`, whatever the octets would become.
 * Throws `Unreadable`: `malformed` for what is not deflate, `unchecked` for more than `maxOctets`.
 */
export async function inflate(packed: Uint8Array, maxOctets: number): Promise<Uint8Array> {
  const source = new Blob([new Uint8Array(packed)]).stream();
  const reader = source.pipeThrough(new DecompressionStream('deflate-raw')).getReader();
  const pieces: Uint8Array[] = [];
  let length = 0;
  for (;;) {
    const { done, value } = await reader.read().catch(notDeflate);
    if (done) return joined(pieces, length);
    length += value.length;
    if (length > maxOctets) break;
    pieces.push(value);
  }
  await reader.cancel().catch(() => undefined);
  throw new Unreadable('unchecked');
}

function notDeflate(): never {
  throw new Unreadable('malformed');
}

function joined(pieces: readonly Uint8Array[], length: number): Uint8Array {
  const all = new Uint8Array(length);
  let at = 0;
  for (const piece of pieces) {
    all.set(piece, at);
    at += piece.length;
  }
  return all;
}
