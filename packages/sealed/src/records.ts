import { lengthFault, type SizeBounds } from './diagnosis.ts';
import type { SealedError } from './errors.ts';
import { HEADER_OCTETS, RECORD_OCTETS, TAG_OCTETS } from './format.ts';
import type { ByteSource } from './piece-queue.ts';
import { joined, PieceQueue } from './piece-queue.ts';

/** A sealed chunk with its tag. */
export interface SealedRecord {
  readonly index: number;
  readonly pieces: Uint8Array[];
}

/** Cuts a sealed object into header, records and final tag. The last record shows only when the source has ended. */
export class RecordReader {
  readonly #source: AsyncIterator<Uint8Array>;
  readonly #waiting = new PieceQueue();
  /** Octets read from the source so far. */
  received = 0;
  chunkCount = 0;
  packetOctets = 0;
  /** Undefined until the last record, or if the source ended before it. */
  finalTag: Uint8Array | undefined;
  #ended = false;

  constructor(source: ByteSource) {
    this.#source = source[Symbol.asyncIterator]();
  }

  async header(): Promise<Uint8Array> {
    while (this.#waiting.length < HEADER_OCTETS && (await this.#more()));
    return joined(this.#waiting.take(Math.min(HEADER_OCTETS, this.#waiting.length)));
  }

  async *untilLast(): AsyncGenerator<SealedRecord> {
    do {
      // More than a full record and the final tag waits: the first of it is a full record with another behind it.
      while (this.#waiting.length > RECORD_OCTETS + TAG_OCTETS) yield this.#record(RECORD_OCTETS);
    } while (await this.#more());
    if (this.#waiting.length <= 2 * TAG_OCTETS) return;
    yield this.#record(this.#waiting.length - TAG_OCTETS);
    this.finalTag = joined(this.#waiting.take(TAG_OCTETS));
  }

  /** What the octets received so far say about the length. */
  fault(bounds: SizeBounds | undefined): SealedError | undefined {
    return lengthFault(this.received, this.#ended, bounds);
  }

  /** Tells the source that no more is wanted; to be called in every case. */
  async close(): Promise<void> {
    if (!this.#ended) await this.#source.return?.();
  }

  #record(octets: number): SealedRecord {
    const record = { index: this.chunkCount, pieces: this.#waiting.take(octets) };
    this.chunkCount += 1;
    this.packetOctets += octets - TAG_OCTETS;
    return record;
  }

  async #more(): Promise<boolean> {
    const next = await this.#source.next();
    this.#ended = next.done === true;
    if (next.done) return false;
    this.received += next.value.length;
    this.#waiting.push(next.value);
    return true;
  }
}
