import { open } from 'node:fs/promises';
import type { BlobRange, Bytes } from '../blob-store.ts';
import { StorageError } from '../storage-error.ts';
import { translated } from './file-errors.ts';

const READ_OCTETS = 256 * 1024;

/** Opens a file at once, so that a missing one is told here, and reads it as the consumer asks. */
export async function readObject(
  file: string,
  range: BlobRange | undefined,
  signal: AbortSignal | undefined,
): Promise<{ body: Bytes; sizeBytes: number }> {
  requireReader(signal);
  return translated(async () => {
    const handle = await open(file, 'r');
    try {
      const { size } = await handle.stat();
      const { start, endExclusive } = range ?? { start: 0, endExclusive: size };
      // Opened by path again: a body that nobody reads must not keep a file handle.
      return { sizeBytes: size, body: readRange(file, start, Math.min(endExclusive, size), signal) };
    } finally {
      await handle.close();
    }
  });
}

async function* readRange(file: string, start: number, end: number, signal: AbortSignal | undefined): Bytes {
  requireReader(signal);
  const handle = await translated(() => open(file, 'r'));
  let closing: Promise<void> | undefined;
  const close = () => {
    closing ??= handle.close();
    return closing;
  };
  // A consumer that was cut off may never come back for the next piece.
  const closeAtOnce = () => void close().catch(() => {});
  signal?.addEventListener('abort', closeAtOnce);
  try {
    let at = start;
    while (at < end) {
      requireReader(signal);
      // Each piece has memory of its own: the consumer may keep it.
      const buffer = Buffer.allocUnsafeSlow(Math.min(READ_OCTETS, end - at));
      const { bytesRead } = await translated(() => handle.read(buffer, 0, buffer.length, at));
      if (bytesRead === 0) throw new StorageError('unavailable', 'The object is shorter than it was.');
      at += bytesRead;
      yield bytesRead === buffer.length ? buffer : buffer.subarray(0, bytesRead);
    }
  } finally {
    signal?.removeEventListener('abort', closeAtOnce);
    await close();
  }
}

function requireReader(signal: AbortSignal | undefined): void {
  if (signal?.aborted) throw new StorageError('aborted', 'The reader has gone.');
}
