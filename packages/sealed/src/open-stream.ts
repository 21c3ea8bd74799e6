import { failedChunk, type SizeBounds, truncated } from './diagnosis.ts';
import type { ChunkCipher, Engine } from './engine.ts';
import { SealedError } from './errors.ts';
import { PROFILE, saltOf } from './format.ts';
import { inOrder } from './in-order.ts';
import { layoutOf, sealedOf } from './layout.ts';
import { LiteralReader } from './literal-reader.ts';
import type { ByteSource } from './piece-queue.ts';
import { RecordReader, type SealedRecord } from './records.ts';

export interface OpenStreamInput {
  readonly sessionKey: Uint8Array;
  /** Bytes that the plaintext must have; also tells a cut from an alteration more often. */
  readonly expectedPlainSizeBytes?: number | undefined;
}

/**
 * Opens a sealed object from its first octet, with constant memory. Yields nothing of a chunk before its tag was right.
 * Complete means: the iteration ended without an error. What came before an error is genuine, but not all.
 * @throws SealedError any code but `source_size_mismatch`
 */
export async function* openStream(engine: Engine, input: OpenStreamInput, source: ByteSource): ByteSource {
  const records = new RecordReader(source);
  try {
    const salt = saltOf(await records.header());
    yield* openRecords(await engine.cipherFor(input.sessionKey, salt, PROFILE), engine, input, records);
  } finally {
    await records.close();
  }
}

async function* openRecords(
  cipher: ChunkCipher,
  engine: Engine,
  { expectedPlainSizeBytes: expected }: OpenStreamInput,
  records: RecordReader,
): ByteSource {
  const literal = new LiteralReader();
  let bounds = boundsFor(expected);
  let plainBytes = 0;
  for await (const { record, plain } of inOrder(engine, openingJobs(cipher, records))) {
    if (!plain) throw records.fault(bounds) ?? (await failedChunk(cipher, record));
    for (const piece of plain.flatMap((octets) => literal.accept(octets))) {
      plainBytes += piece.length;
      requireWithin(expected, literal, plainBytes);
      yield piece;
    }
    if (record.index === 0) bounds = boundsAfterFirstChunk(literal, expected);
  }
  await requireEnd(cipher, records, bounds);
  if (!literal.complete) throw new SealedError('unsupported', 'The Literal Data packet inside is not complete.');
  if (expected !== undefined && plainBytes !== expected) throw sizeMismatch();
}

async function* openingJobs(cipher: ChunkCipher, records: RecordReader) {
  for await (const record of records.untilLast()) yield () => openRecord(cipher, record);
}

async function requireEnd(cipher: ChunkCipher, records: RecordReader, bounds: SizeBounds | undefined): Promise<void> {
  const fault = records.fault(bounds);
  if (fault) throw fault;
  if (records.finalTag === undefined) throw truncated();
  if (!(await cipher.openFinal(records.chunkCount, records.packetOctets, records.finalTag))) {
    throw new SealedError('altered', 'The final tag is wrong.');
  }
}

async function openRecord(cipher: ChunkCipher, record: SealedRecord) {
  return { record, plain: await cipher.openChunk(record.index, record.pieces) };
}

/** Checked before each piece goes out: not more than expected, and no other size than a definite length promises. */
function requireWithin(expected: number | undefined, literal: LiteralReader, plainBytes: number): void {
  if (expected === undefined) return;
  if (plainBytes > expected || (literal.plainSizeBytes ?? expected) !== expected) throw sizeMismatch();
}

function sizeMismatch(): SealedError {
  return new SealedError('size_mismatch', 'The plaintext has another size than expected.');
}

/** Before the first chunk is open, either framing is possible. */
function boundsFor(plainSizeBytes: number | undefined): SizeBounds | undefined {
  if (plainSizeBytes === undefined) return undefined;
  const known = layoutOf(plainSizeBytes).sealedSizeBytes;
  const streamed = layoutOf(plainSizeBytes, 'streamed').sealedSizeBytes;
  return { min: Math.min(known, streamed), max: Math.max(known, streamed) };
}

function boundsAfterFirstChunk(literal: LiteralReader, plainSizeBytes: number | undefined): SizeBounds | undefined {
  if (literal.packetOctets !== undefined) return exactly(sealedOf(literal.packetOctets).sealedSizeBytes);
  if (plainSizeBytes === undefined) return undefined;
  if (literal.firstLengthOctet === 0xfe) return exactly(layoutOf(plainSizeBytes).sealedSizeBytes);
  if (literal.firstLengthOctet === 0xf0) return exactly(layoutOf(plainSizeBytes, 'streamed').sealedSizeBytes);
  return undefined;
}

function exactly(sizeBytes: number): SizeBounds {
  return { min: sizeBytes, max: sizeBytes };
}
