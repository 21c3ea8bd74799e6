import { checkEnds as checkEndsBy } from './check-ends.ts';
import type { Part } from './layout.ts';
import * as range from './open-range.ts';
import { type OpenStreamInput, openStream as open } from './open-stream.ts';
import type { ByteSource } from './piece-queue.ts';
import { type SealPartInput, sealPart as seal } from './seal-part.ts';
import { type SealStreamInput, sealStream as sealAll } from './seal-stream.ts';
import { streamBytes } from './stream-bytes.ts';
import { webEngine } from './web-engine.ts';

export * from './index.ts';
export { streamBytes } from './stream-bytes.ts';

/** What browsers hand out: a body or `File.stream()`, which needs no slicing, or anything that iterates. */
export type WebSource = ByteSource | ReadableStream<Uint8Array>;

/** Seals a plaintext of any size as a stream. See seal-stream.ts. */
export function sealStream(input: SealStreamInput, source: WebSource): ByteSource {
  return sealAll(webEngine, input, asBytes(source));
}

/** Seals one part alone, the same each time, from a slice of a file or its bytes. See seal-part.ts. */
export async function sealPart(
  input: SealPartInput,
  part: Part,
  plain: Uint8Array | Blob,
  into?: Uint8Array<ArrayBuffer>,
): Promise<Uint8Array<ArrayBuffer>> {
  const bytes = plain instanceof Uint8Array ? plain : new Uint8Array(await plain.arrayBuffer());
  return seal(webEngine, input, part, bytes, into);
}

/** Opens a sealed object from its first octet. See open-stream.ts. */
export function openStream(input: OpenStreamInput, source: WebSource): ByteSource {
  return open(webEngine, input, asBytes(source));
}

/** Opens a range of the plaintext by fetching only its chunks. See open-range.ts. */
export function openRange(
  object: range.SealedObject,
  fetchRange: (sealedStart: number, sealedEnd: number) => WebSource | Promise<WebSource>,
  plainStart: number,
  plainEnd: number,
): ByteSource {
  return range.openRange(webEngine, object, async (a, b) => asBytes(await fetchRange(a, b)), plainStart, plainEnd);
}

/** Proves first chunk, last chunk and final tag. See check-ends.ts. */
export function checkEnds(
  object: range.SealedObject,
  fetchRange: (sealedStart: number, sealedEnd: number) => WebSource | Promise<WebSource>,
): Promise<void> {
  return checkEndsBy(webEngine, object, async (a, b) => asBytes(await fetchRange(a, b)));
}

function asBytes(source: WebSource): ByteSource {
  return 'getReader' in source ? streamBytes(source) : source;
}
