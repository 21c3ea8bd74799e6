import type { ByteSource } from './piece-queue.ts';

/** Iterates a web stream; not every browser can do that by itself. Stopping early cancels the stream. */
export async function* streamBytes(stream: ReadableStream<Uint8Array>): ByteSource {
  const reader = stream.getReader();
  let ended = false;
  try {
    for (;;) {
      const next = await reader.read();
      ended = next.done;
      if (next.done) return;
      yield next.value;
    }
  } finally {
    if (!ended) await reader.cancel().catch(() => undefined);
    reader.releaseLock();
  }
}
