import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type BlobStore, createFileStore } from '@umschlag/storage';

export interface WatchedStore {
  readonly store: BlobStore;
  /** How many objects are being read. */
  readonly reading: () => number;
  /** Is called before each piece of an object that is read. */
  onRead: () => Promise<void>;
  close(): Promise<void>;
}

/** A real file store that tells how many of its objects are being read. */
export async function openWatchedStore(): Promise<WatchedStore> {
  const root = await mkdtemp(join(tmpdir(), 'umschlag-watched-'));
  const inner = await createFileStore({ root });
  let reading = 0;
  const watched: WatchedStore = {
    store: {
      ...inner,
      get: async (key, range, signal) => {
        const { body, sizeBytes } = await inner.get(key, range, signal);
        return { body: counted(body), sizeBytes };
      },
    },
    reading: () => reading,
    onRead: async () => {},
    close: () => rm(root, { recursive: true, force: true }),
  };
  async function* counted(body: AsyncIterable<Uint8Array>) {
    reading += 1;
    try {
      for await (const piece of body) {
        await watched.onRead();
        yield piece;
      }
    } finally {
      reading -= 1;
    }
  }
  return watched;
}
