import type { ByteSource } from '@umschlag/std';

/**
 * Holds back the last piece of a source until the source has ended well and `before` allows it. So the last octets of
 * a file go out only after its final tag was found right, and after its fetch could be counted.
 */
export async function* holdingLastPiece(source: ByteSource, before: () => Promise<void>): ByteSource {
  let held: Uint8Array | undefined;
  for await (const piece of source) {
    if (held) yield held;
    held = piece;
  }
  await before();
  if (held) yield held;
}
