import { failedChunk } from './diagnosis.ts';
import type { ChunkCipher, Engine } from './engine.ts';
import { SealedError } from './errors.ts';
import { ExactReader } from './exact-reader.ts';
import { CHUNK_OCTETS, HEADER_OCTETS, PROFILE, RECORD_OCTETS, saltOf, TAG_OCTETS } from './format.ts';
import { inOrder } from './in-order.ts';
import type { Layout } from './layout.ts';
import { chunkOfPlainByte, layoutFromSizes, recordStart } from './layout.ts';
import { literalStretches } from './literal-stretches.ts';
import type { ByteSource } from './piece-queue.ts';
import { joined, PieceQueue } from './piece-queue.ts';

/** Gives the octets of the sealed object from `sealedStart` to `sealedEnd` (exclusive), and no others. */
export type FetchRange = (sealedStart: number, sealedEnd: number) => ByteSource | Promise<ByteSource>;

/** What must be known of a sealed object before any of it is read. */
export interface SealedObject {
  readonly sessionKey: Uint8Array;
  readonly sealedSizeBytes: number;
  readonly plainSizeBytes: number;
  /** From the header; without it, the header is fetched too. */
  readonly salt?: Uint8Array | undefined;
}

/**
 * Opens the plaintext from `plainStart` to `plainEnd` (exclusive), fetching only its chunks, in one range.
 * The header takes a second fetch unless the salt is given or the range begins in the first chunk.
 * A range that reaches the plaintext's end also proves the final tag; an empty one elsewhere fetches nothing.
 * @throws RangeError if the range is not within the plaintext
 * @throws SealedError any code but `source_size_mismatch`; `size_mismatch` if the two sizes do not belong together
 */
export async function* openRange(
  engine: Engine,
  object: SealedObject,
  fetchRange: FetchRange,
  plainStart: number,
  plainEnd: number,
): ByteSource {
  const layout = layoutOfObject(object);
  const reachesEnd = plainEnd === layout.plainSizeBytes;
  requireRange(layout, plainStart, plainEnd);
  if (plainStart === plainEnd && !reachesEnd) return;
  const first = plainStart === layout.plainSizeBytes ? layout.chunkCount - 1 : chunkOfPlainByte(layout, plainStart);
  const end = reachesEnd ? layout.chunkCount : chunkOfPlainByte(layout, plainEnd - 1) + 1;
  for await (const chunk of openChunks(engine, object, layout, fetchRange, first, end)) {
    yield* plaintextWithin(layout, chunk, plainStart, plainEnd);
  }
}

/** The layout that an object of these sizes has. @throws SealedError `size_mismatch` if no framing gives both */
export function layoutOfObject({ plainSizeBytes, sealedSizeBytes }: SealedObject): Layout {
  const layout = layoutFromSizes(plainSizeBytes, sealedSizeBytes);
  if (!layout) throw new SealedError('size_mismatch', 'No sealed object has both these sizes.');
  return layout;
}

function requireRange(layout: Layout, start: number, end: number): void {
  const whole = Number.isInteger(start) && Number.isInteger(end);
  if (!whole || start < 0 || start > end || end > layout.plainSizeBytes) {
    throw new RangeError('The range does not lie within the plaintext.');
  }
}

export interface OpenedChunk {
  readonly index: number;
  readonly pieces: Uint8Array[];
}

/** Chunks `first` to `end` (exclusive), proved; after the last chunk of the object the final tag too. */
export async function* openChunks(
  engine: Engine,
  object: SealedObject,
  layout: Layout,
  fetchRange: FetchRange,
  first: number,
  end: number,
): AsyncGenerator<OpenedChunk> {
  const reachesEnd = end === layout.chunkCount;
  const withHeader = object.salt === undefined && first === 0;
  const apart = object.salt ?? (withHeader ? undefined : await fetchSalt(fetchRange));
  const sealedStart = withHeader ? 0 : recordStart(first);
  const fetched = new ExactReader(
    await fetchRange(sealedStart, reachesEnd ? layout.sealedSizeBytes : recordStart(end)),
  );
  try {
    const salt = apart ?? saltOf(joined(await fetched.take(HEADER_OCTETS)));
    const cipher = await engine.cipherFor(object.sessionKey, salt, PROFILE);
    yield* inOrder(engine, openingJobs(cipher, layout, fetched, first, end));
    if (reachesEnd) {
      const tag = joined(await fetched.take(TAG_OCTETS));
      if (!(await cipher.openFinal(layout.chunkCount, layout.packetOctets, tag))) {
        throw new SealedError('altered', 'The final tag is wrong.');
      }
    }
    await fetched.end();
  } finally {
    await fetched.close();
  }
}

async function* openingJobs(cipher: ChunkCipher, layout: Layout, fetched: ExactReader, first: number, end: number) {
  const lastOctets = layout.packetOctets - (layout.chunkCount - 1) * CHUNK_OCTETS + TAG_OCTETS;
  for (let index = first; index < end; index += 1) {
    const pieces = await fetched.take(index === layout.chunkCount - 1 ? lastOctets : RECORD_OCTETS);
    yield () => openOne(cipher, index, pieces);
  }
}

async function openOne(cipher: ChunkCipher, index: number, sealed: Uint8Array[]): Promise<OpenedChunk> {
  const pieces = await cipher.openChunk(index, sealed);
  if (!pieces) throw await failedChunk(cipher, { index, pieces: sealed });
  return { index, pieces };
}

/** Strips the framing, whose octets are all known beforehand, and gives the wanted part of the plaintext. */
export function* plaintextWithin(layout: Layout, chunk: OpenedChunk, wantedStart: number, wantedEnd: number) {
  const waiting = new PieceQueue();
  for (const piece of chunk.pieces) waiting.push(piece);
  const from = chunk.index * CHUNK_OCTETS;
  for (const stretch of literalStretches(layout, from, Math.min(from + CHUNK_OCTETS, layout.packetOctets))) {
    if ('octets' in stretch) requireSame(stretch.octets, joined(waiting.take(stretch.octets.length)));
    else {
      const skip = clamp(wantedStart, stretch.start, stretch.end);
      const stop = Math.max(skip, clamp(wantedEnd, stretch.start, stretch.end));
      waiting.take(skip - stretch.start);
      yield* waiting.take(stop - skip);
      waiting.take(stretch.end - stop);
    }
  }
}

function clamp(value: number, min: number, max: number): number {
  return Math.min(max, Math.max(min, value));
}

function requireSame(expected: Uint8Array, actual: Uint8Array): void {
  if (expected.some((octet, at) => actual[at] !== octet)) {
    throw new SealedError('size_mismatch', 'The packet inside is not framed for the declared size.');
  }
}

/**
 * Fetches the header of a sealed object for its salt, 32 octets. Nothing is proved by it yet: a wrong salt shows when
 * the first chunk does not open.
 * @throws SealedError `truncated`, `unsupported`; `extended` if more octets come than were asked for
 */
export async function fetchSalt(fetchRange: FetchRange): Promise<Uint8Array> {
  const fetched = new ExactReader(await fetchRange(0, HEADER_OCTETS));
  try {
    const header = joined(await fetched.take(HEADER_OCTETS));
    await fetched.end();
    return saltOf(header);
  } finally {
    await fetched.close();
  }
}
