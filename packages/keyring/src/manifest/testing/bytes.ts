import type { ByteSource } from '@umschlag/sealed';

/** Bytes that are the same in every run and repeat only after 251. */
export function countingBytes(length: number): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(length);
  for (let at = 0; at < length; at += 1) bytes[at] = (at + Math.floor(at / 251)) % 251;
  return bytes;
}

/** A source that gives `bytes` in pieces of `step` octets. */
export async function* inSteps(bytes: Uint8Array, step = 65_536): ByteSource {
  for (let at = 0; at < bytes.length; at += step) yield bytes.subarray(at, at + step);
}

export async function allOf(source: ByteSource): Promise<Buffer> {
  const pieces: Uint8Array[] = [];
  for await (const piece of source) pieces.push(piece);
  return Buffer.concat(pieces);
}
