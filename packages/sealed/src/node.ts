import { checkEnds as checkEndsBy } from './check-ends.ts';
import type { Part } from './layout.ts';
import { nodeEngine } from './node-engine.ts';
import * as range from './open-range.ts';
import { type OpenStreamInput, openStream as open } from './open-stream.ts';
import type { ByteSource } from './piece-queue.ts';
import { type SealPartInput, sealPart as seal } from './seal-part.ts';
import { type SealStreamInput, sealStream as sealAll } from './seal-stream.ts';

export * from './index.ts';

/** Seals a plaintext of any size as a stream. See seal-stream.ts. */
export function sealStream(input: SealStreamInput, source: ByteSource): ByteSource {
  return sealAll(nodeEngine, input, source);
}

/** Seals one part alone, the same each time. See seal-part.ts. */
export function sealPart(
  input: SealPartInput,
  part: Part,
  plain: Uint8Array,
  into?: Uint8Array<ArrayBuffer>,
): Promise<Uint8Array<ArrayBuffer>> {
  return seal(nodeEngine, input, part, plain, into);
}

/** Opens a sealed object from its first octet. See open-stream.ts. */
export function openStream(input: OpenStreamInput, source: ByteSource): ByteSource {
  return open(nodeEngine, input, source);
}

/** Opens a range of the plaintext by fetching only its chunks. See open-range.ts. */
export function openRange(
  object: range.SealedObject,
  fetchRange: range.FetchRange,
  plainStart: number,
  plainEnd: number,
): ByteSource {
  return range.openRange(nodeEngine, object, fetchRange, plainStart, plainEnd);
}

/** Proves first chunk, last chunk and final tag. See check-ends.ts. */
export function checkEnds(object: range.SealedObject, fetchRange: range.FetchRange): Promise<void> {
  return checkEndsBy(nodeEngine, object, fetchRange);
}
