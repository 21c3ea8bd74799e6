import type { ByteSource } from '../piece-queue.ts';

/** Bytes that look random but are the same in every run (xorshift32). */
export function patternBytes(length: number, seed = 1): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(length);
  let state = seed * 2_654_435_761 || 1;
  for (let at = 0; at < length; at += 1) {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    bytes[at] = state;
  }
  return bytes;
}

/** A source that gives `bytes` in pieces of `step` octets. */
export async function* inSteps(bytes: Uint8Array, step = 65_536): ByteSource {
  for (let at = 0; at < bytes.length; at += step) yield bytes.subarray(at, at + step);
}

/** Everything that a source yields, as one Buffer, so that unequal bytes are told in hex. */
export async function all(source: ByteSource): Promise<Buffer> {
  const pieces: Uint8Array[] = [];
  for await (const piece of source) pieces.push(piece);
  return Buffer.concat(pieces);
}

/** What was yielded before the error, and the error. */
export async function untilError(source: ByteSource): Promise<{ bytes: Buffer; error: unknown }> {
  const pieces: Uint8Array[] = [];
  try {
    for await (const piece of source) pieces.push(piece);
  } catch (error) {
    return { bytes: Buffer.concat(pieces), error };
  }
  return { bytes: Buffer.concat(pieces), error: undefined };
}

export const codeOf = (error: unknown): unknown => (error as { code?: unknown } | undefined)?.code;
