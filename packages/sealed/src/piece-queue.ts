/** Octets in order; a Node stream, a generator and `streamBytes` of a web stream all fit. */
export type ByteSource = AsyncIterable<Uint8Array>;

/** Pieces below this size are gathered, so that a source of single octets does not cost one call for each. */
const SMALL_OCTETS = 4096;
const BLOCK_OCTETS = 65_536;

/**
 * Octets that wait for a whole chunk. Large pieces are kept as they came, without a copy:
 * a source must therefore not write into a piece again after it has yielded it.
 */
export class PieceQueue {
  #pieces: Uint8Array[] = [];
  #length = 0;
  #block = new Uint8Array(0);
  #blockUsed = 0;

  get length(): number {
    return this.#length;
  }

  push(piece: Uint8Array): void {
    if (piece.length === 0) return;
    this.#length += piece.length;
    if (piece.length >= SMALL_OCTETS) this.#pieces.push(piece);
    else this.#gather(piece);
  }

  /** Removes exactly `length` octets from the front; there must be as many. */
  take(length: number): Uint8Array[] {
    const taken: Uint8Array[] = [];
    let missing = length;
    let whole = 0;
    while (missing > 0) {
      const piece = this.#pieces[whole]!;
      if (piece.length > missing) {
        taken.push(piece.subarray(0, missing));
        this.#pieces[whole] = piece.subarray(missing);
        break;
      }
      taken.push(piece);
      missing -= piece.length;
      whole += 1;
    }
    this.#pieces.splice(0, whole);
    this.#length -= length;
    return taken;
  }

  #gather(piece: Uint8Array): void {
    if (this.#blockUsed + piece.length > this.#block.length) {
      this.#block = new Uint8Array(BLOCK_OCTETS);
      this.#blockUsed = 0;
    }
    const start = this.#blockUsed;
    this.#block.set(piece, start);
    this.#blockUsed += piece.length;
    const last = this.#pieces.at(-1);
    if (last && last.buffer === this.#block.buffer && last.byteOffset + last.length === start) {
      this.#pieces[this.#pieces.length - 1] = this.#block.subarray(last.byteOffset, this.#blockUsed);
    } else this.#pieces.push(this.#block.subarray(start, this.#blockUsed));
  }
}

/** One array of all pieces; the piece itself if there is only one. */
export function joined(pieces: readonly Uint8Array[]): Uint8Array {
  if (pieces.length === 1) return pieces[0]!;
  const all = new Uint8Array(pieces.reduce((sum, piece) => sum + piece.length, 0));
  let at = 0;
  for (const piece of pieces) {
    all.set(piece, at);
    at += piece.length;
  }
  return all;
}
