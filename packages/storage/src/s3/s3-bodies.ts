import { Readable } from 'node:stream';
import type { Bytes } from '../blob-store.ts';
import { StorageError } from '../storage-error.ts';
import { asStorageError } from './s3-errors.ts';

/**
 * Sends a command with a body. What the body's source throws is what the caller sees, and not the connection's error
 * that follows from it.
 */
export async function sendBody<T>(
  body: Bytes,
  send: (stream: Readable, signal: AbortSignal) => Promise<T>,
): Promise<T> {
  let sourceError: unknown;
  const broken = new AbortController();
  const watched = async function* () {
    try {
      yield* body;
    } catch (error) {
      sourceError = error;
      // The SDK would wait for the rest of the body until its time is over.
      broken.abort();
      throw error;
    }
  };
  const stream = Readable.from(watched(), { objectMode: false, highWaterMark: 256 * 1024 });
  // Without a listener an early error would end the process.
  stream.on('error', () => {});
  try {
    return await send(stream, broken.signal);
  } catch (error) {
    throw sourceError ?? asStorageError(error);
  } finally {
    stream.destroy();
  }
}

export async function* noBytes(): Bytes {}

/** A connection that ends early is an error and not the end of the object. */
export async function* readBody(stream: Readable, sizeBytes: number, signal: AbortSignal | undefined): Bytes {
  let seen = 0;
  try {
    for await (const piece of stream) {
      seen += (piece as Uint8Array).length;
      yield piece as Uint8Array;
    }
  } catch (error) {
    if (signal?.aborted) throw new StorageError('aborted', 'The reader has gone.');
    throw asStorageError(error);
  } finally {
    stream.destroy();
  }
  if (seen !== sizeBytes) throw new StorageError('unavailable', 'The storage ended the object early.');
}
