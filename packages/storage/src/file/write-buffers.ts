/** Few large writes; two of them per body, so that the network fills one while the disk takes the other. */
export const WRITE_OCTETS = 512 * 1024;

/** Buffers kept for the next body; more than this many at once are made and dropped. */
const KEPT = 64;

const free: Buffer[] = [];

/**
 * A buffer of {@link WRITE_OCTETS}, to be given back with {@link giveBuffer}. Network pieces are copied into it and die
 * young; kept until they are written, they would pile up in the old generation and fragment the memory.
 */
export function takeBuffer(): Buffer {
  return free.pop() ?? Buffer.allocUnsafeSlow(WRITE_OCTETS);
}

/** Only once nothing reads or writes it any more. */
export function giveBuffer(buffer: Buffer): void {
  if (free.length < KEPT) free.push(buffer);
}
