import { CHUNK_OCTETS, HEADER_OCTETS, RECORD_OCTETS, TAG_OCTETS } from './format.ts';
import type { FramingRule, PacketShape } from './framing.ts';
import { bodyOctetsBefore, KNOWN_RULE, packetOctets, packetShape, STREAMED_RULE } from './framing.ts';

/** `known`: the size was known before sealing. `streamed`: it was not, as with a form that is sent as it grows. */
export type Framing = 'known' | 'streamed';

/** Literal Data begins with format 'b', an empty file name and date 0 (RFC 9580 §5.9). */
export const LITERAL_PREFIX = Uint8Array.of(0x62, 0, 0, 0, 0, 0);
/** Sizes beyond this are refused: one tebibyte, far above what is promised and far below 2^53. */
export const MAX_PLAIN_BYTES = 2 ** 40;
/** S3 takes no part but the last below 5 MiB. */
export const MIN_CHUNKS_PER_PART = 20;
/** 16 MiB of plaintext. */
export const DEFAULT_CHUNKS_PER_PART = 64;
/** S3 ends at 10,000 parts; the rest is reserve. */
export const MAX_PARTS = 9_000;

/** Where everything lies in a sealed object. Plain data: it may be stored and sent. */
export interface Layout {
  readonly plainSizeBytes: number;
  readonly sealedSizeBytes: number;
  readonly framing: Framing;
  readonly chunkCount: number;
  /** The Literal Data packet, which is what the chunks hold. */
  readonly packetOctets: number;
  readonly shape: PacketShape;
}

/** A stretch of whole chunks. Ends are exclusive. The first also holds the header, the last the final tag. */
export interface Part {
  /** From 1. */
  readonly number: number;
  readonly sealedStart: number;
  readonly sealedEnd: number;
  /** The plaintext of this part; may be empty in the last one. */
  readonly plainStart: number;
  readonly plainEnd: number;
  readonly firstChunk: number;
  /** Exclusive. */
  readonly chunkEnd: number;
}

/**
 * The layout of a sealed object; it follows from the plaintext's size alone.
 * @throws RangeError if the size is not a whole number from 0 to {@link MAX_PLAIN_BYTES}
 */
export function layoutOf(plainSizeBytes: number, framing: Framing = 'known'): Layout {
  return layoutByRule(plainSizeBytes, framing, framing === 'known' ? KNOWN_RULE : STREAMED_RULE);
}

/** As {@link layoutOf} with other thresholds, so that tests reach what takes 4 GiB otherwise. */
export function layoutByRule(plainSizeBytes: number, framing: Framing, rule: FramingRule): Layout {
  if (!Number.isInteger(plainSizeBytes) || plainSizeBytes < 0 || plainSizeBytes > MAX_PLAIN_BYTES) {
    throw new RangeError(`The plaintext size must be a whole number from 0 to ${MAX_PLAIN_BYTES} bytes.`);
  }
  const shape = packetShape(LITERAL_PREFIX.length + plainSizeBytes, rule);
  const octets = packetOctets(shape);
  const { chunkCount, sealedSizeBytes } = sealedOf(octets);
  return { plainSizeBytes, sealedSizeBytes, framing, chunkCount, packetOctets: octets, shape };
}

/** Chunks and sealed size around a packet of the given size. */
export function sealedOf(octets: number): { chunkCount: number; sealedSizeBytes: number } {
  const chunkCount = Math.ceil(octets / CHUNK_OCTETS);
  return { chunkCount, sealedSizeBytes: HEADER_OCTETS + octets + (chunkCount + 1) * TAG_OCTETS };
}

/** The layout that has both sizes, or undefined if no framing gives them. */
export function layoutFromSizes(plainSizeBytes: number, sealedSizeBytes: number): Layout | undefined {
  const framings: readonly Framing[] = ['known', 'streamed'];
  return framings
    .map((framing) => layoutOf(plainSizeBytes, framing))
    .find((l) => l.sealedSizeBytes === sealedSizeBytes);
}

/** Where chunk `index` begins in the sealed object. */
export function recordStart(index: number): number {
  return HEADER_OCTETS + index * RECORD_OCTETS;
}

/** How many plaintext bytes lie before an offset of the Literal Data packet. */
export function plainBytesBefore(layout: Layout, packetOffset: number): number {
  return Math.max(0, bodyOctetsBefore(layout.shape, packetOffset) - LITERAL_PREFIX.length);
}

/** The chunk that holds plaintext byte `offset` (0-based, below the plaintext's size). */
export function chunkOfPlainByte(layout: Layout, offset: number): number {
  const body = offset + LITERAL_PREFIX.length;
  const partial = Math.floor(body / 2 ** layout.shape.partialBits);
  const lengths = partial < layout.shape.partialCount ? partial + 1 : layout.shape.partialCount + 5;
  return Math.floor((1 + lengths + body) / CHUNK_OCTETS);
}

/** Chunks per part: 64 (16 MiB), doubled until {@link MAX_PARTS} suffice. */
export function chunksPerPartFor(plainSizeBytes: number): number {
  const { chunkCount } = layoutOf(plainSizeBytes);
  let chunksPerPart = DEFAULT_CHUNKS_PER_PART;
  while (chunkCount > chunksPerPart * MAX_PARTS) chunksPerPart *= 2;
  return chunksPerPart;
}

/**
 * How many parts an object has; 1 at least, as the shortest one has a chunk. The last may be shorter than the others.
 * @throws RangeError if parts would be below 5 MiB, the least that S3 takes of all but the last
 */
export function partCountOf(layout: Layout, chunksPerPart: number): number {
  if (!Number.isInteger(chunksPerPart) || chunksPerPart < MIN_CHUNKS_PER_PART) {
    throw new RangeError(`A part must have at least ${MIN_CHUNKS_PER_PART} chunks.`);
  }
  return Math.ceil(layout.chunkCount / chunksPerPart);
}

/**
 * Part `number` (from 1) without building the list.
 * @throws RangeError if there is no such part or parts would be below 5 MiB
 */
export function partOf(layout: Layout, chunksPerPart: number, number: number): Part {
  const count = partCountOf(layout, chunksPerPart);
  if (!Number.isInteger(number) || number < 1 || number > count) throw new RangeError(`There is no part ${number}.`);
  const firstChunk = (number - 1) * chunksPerPart;
  const chunkEnd = Math.min(number * chunksPerPart, layout.chunkCount);
  return {
    number,
    sealedStart: number === 1 ? 0 : recordStart(firstChunk),
    sealedEnd: number === count ? layout.sealedSizeBytes : recordStart(chunkEnd),
    plainStart: plainBytesBefore(layout, firstChunk * CHUNK_OCTETS),
    plainEnd: plainBytesBefore(layout, Math.min(chunkEnd * CHUNK_OCTETS, layout.packetOctets)),
    firstChunk,
    chunkEnd,
  };
}

/** All parts, in order. */
export function partsOf(layout: Layout, chunksPerPart = chunksPerPartFor(layout.plainSizeBytes)): Part[] {
  return Array.from({ length: partCountOf(layout, chunksPerPart) }, (_, n) => partOf(layout, chunksPerPart, n + 1));
}
