import type { Readable } from 'node:stream';
import type { Bytes } from '../blob-store.ts';
import { StorageError } from '../storage-error.ts';
import { asStorageError } from './s3-errors.ts';
import type { S3Pacing } from './s3-pacing.ts';

/** An object, or a range of it, that is being read. */
export interface OpenedBody {
  readonly stream: Readable;
  readonly sizeBytes: number;
  /** Asks again for the octets from `seenBytes` on. */
  reopen(seenBytes: number): Promise<Readable>;
}

type ReadPacing = Pick<S3Pacing, 'silenceMs' | 'restMs'>;

export async function* noBytes(): Bytes {}

/**
 * The octets of an answer. A connection that ends early is an error and not the end of the object. Whoever pauses,
 * for however long, goes on where they stopped; one who never begins holds no connection for long either.
 * @throws StorageError `unavailable` when the server is silent while we wait for octets; `aborted`
 */
export function readBody(body: OpenedBody, pacing: ReadPacing, signal: AbortSignal | undefined): Bytes {
  // Here and not in the generator, which runs only when somebody reads: its rest begins now.
  return pieces(body, new Reading(body.stream, pacing), pacing, signal);
}

async function* pieces(
  body: OpenedBody,
  first: Reading,
  pacing: ReadPacing,
  signal: AbortSignal | undefined,
): AsyncGenerator<Uint8Array> {
  let reading = first;
  let seenBytes = 0;
  try {
    for (;;) {
      if (reading.isGivenBack) {
        if (seenBytes === body.sizeBytes) break;
        signal?.throwIfAborted();
        reading = new Reading(await body.reopen(seenBytes), pacing);
      }
      const piece = await reading.next();
      if (!piece) break;
      seenBytes += piece.length;
      yield piece;
    }
  } catch (error) {
    if (signal?.aborted) throw new StorageError('aborted', 'The reader has gone.');
    throw asStorageError(error);
  } finally {
    reading.close();
  }
  if (seenBytes !== body.sizeBytes) throw new StorageError('unavailable', 'The storage ended the object early.');
}

/**
 * One connection's share of a body. Two clocks, of which one counts at any time: the server's while we wait for it,
 * the reader's while it does not ask. Restarting a clock costs far less than making a new one for each piece.
 */
class Reading {
  readonly #stream: Readable;
  readonly #pieces: AsyncIterator<Uint8Array>;
  readonly #silence: NodeJS.Timeout;
  readonly #rest: NodeJS.Timeout;
  #isWaiting = false;
  isGivenBack = false;

  constructor(stream: Readable, { silenceMs, restMs }: ReadPacing) {
    this.#stream = stream;
    this.#pieces = stream[Symbol.asyncIterator]();
    this.#silence = setTimeout(() => {
      if (this.#isWaiting) stream.destroy(new Error('The storage fell silent.'));
    }, silenceMs);
    this.#rest = setTimeout(() => {
      if (this.#isWaiting) return;
      this.isGivenBack = true;
      this.close();
    }, restMs);
    // A body that nobody reads keeps no process alive.
    for (const clock of [this.#silence, this.#rest]) clock.unref();
  }

  /** @returns `undefined` at the end */
  async next(): Promise<Uint8Array | undefined> {
    this.#isWaiting = true;
    this.#silence.refresh();
    const { done, value } = await this.#pieces.next();
    this.#isWaiting = false;
    this.#rest.refresh();
    return done ? undefined : value;
  }

  close(): void {
    clearTimeout(this.#silence);
    clearTimeout(this.#rest);
    this.#stream.destroy();
  }
}
