/** Anything that yields octets in order; a Node stream, a web stream and a generator all fit. */
export type ByteSource = AsyncIterable<Uint8Array>;

/** Reads a source to its end. For small inputs only: everything is held in memory. */
export async function collect(source: ByteSource): Promise<Uint8Array> {
  const pieces: Uint8Array[] = [];
  let length = 0;
  for await (const piece of source) {
    pieces.push(piece);
    length += piece.length;
  }
  const all = new Uint8Array(length);
  let at = 0;
  for (const piece of pieces) {
    all.set(piece, at);
    at += piece.length;
  }
  return all;
}
