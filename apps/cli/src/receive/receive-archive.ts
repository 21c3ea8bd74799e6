import { rm } from 'node:fs/promises';
import { type Client, pathOf, withRetries } from '../http/index.ts';
import type { FileProgress } from '../terminal/index.ts';
import { fetchOctets } from './fetch-octets.ts';
import { createPart, finishPart, type PartFile } from './part-file.ts';
import { cannotWrite } from './target-folder.ts';

export interface ArchiveWish {
  readonly client: Client;
  readonly token: string;
  readonly root: string;
  readonly name: string;
  readonly progress: FileProgress;
}

/**
 * Fetches all files as one ZIP archive. It is made while it is sent, so that after a cut it begins anew.
 * @returns its path
 */
export async function receiveArchive(wish: ArchiveWish): Promise<string> {
  const part = await createPart(wish.root, wish.name);
  try {
    await withRetries(wish.client.patience, () => fetchWhole(wish, part));
    await part.handle.sync();
    await part.handle.close();
  } catch (error) {
    // Nothing can go on from it.
    await part.handle.close();
    await rm(part.path, { force: true });
    throw error;
  }
  const path = await finishPart(part.path, wish.name);
  wish.progress.finish();
  return path;
}

async function fetchWhole({ client, token, progress }: ArchiveWish, part: PartFile): Promise<void> {
  const url = new URL(pathOf('GET /api/v1/links/:token/archive', { token }), client.server);
  let written = 0;
  await part.handle.truncate(0);
  try {
    const wish = { url, start: 0, etag: null, headers: client.proof(), signal: client.patience.signal };
    const { body } = await fetchOctets(wish);
    for await (const piece of body) {
      await writeAt(part, piece, written);
      written += piece.length;
      progress.add(piece.length);
    }
  } catch (error) {
    progress.add(-written);
    throw error;
  }
}

async function writeAt(part: PartFile, piece: Uint8Array, position: number): Promise<void> {
  let at = 0;
  while (at < piece.length) {
    const wrote = await part.handle
      .write(piece, at, piece.length - at, position + at)
      .catch((error) => Promise.reject(cannotWrite(part.path, error)));
    at += wrote.bytesWritten;
  }
}
