import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BlobStore } from '@umschlag/storage';

/** A file store in a temporary folder. */
export async function openTestStore(): Promise<{ store: BlobStore; close(): Promise<void> }> {
  const root = await mkdtemp(join(tmpdir(), 'umschlag-api-store-'));
  const { openFileStore } = await import('@umschlag/storage');
  const store = await openFileStore({ root });
  return { store, close: () => rm(root, { recursive: true, force: true }) };
}
