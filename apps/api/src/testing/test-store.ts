import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type BlobStore, createFileStore } from '@umschlag/storage';

/** A file store in a temporary folder. */
export async function openTestStore(): Promise<{ store: BlobStore; close(): Promise<void> }> {
  const root = await mkdtemp(join(tmpdir(), 'umschlag-api-store-'));
  const store = await createFileStore({ root });
  const close = async () => {
    await store.close();
    await rm(root, { recursive: true, force: true });
  };
  return { store, close };
}
