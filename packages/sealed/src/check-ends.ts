import type { Engine } from './engine.ts';
import type { Layout } from './layout.ts';
import {
  type FetchRange,
  fetchSalt,
  layoutOfObject,
  type OpenedChunk,
  openChunks,
  plaintextWithin,
  type SealedObject,
} from './open-range.ts';

/**
 * Opens the first chunk, the last chunk and the final tag: proof that the object was sealed whole under this key
 * and holds as many bytes as declared. The chunks between are not read.
 * @throws SealedError as {@link openRange}
 */
export async function checkEnds(engine: Engine, object: SealedObject, fetchRange: FetchRange): Promise<void> {
  const layout = layoutOfObject(object);
  const last = layout.chunkCount - 1;
  let salt = object.salt;
  if (last > 0) {
    salt ??= await fetchSalt(fetchRange);
    await prove(layout, openChunks(engine, { ...object, salt }, layout, fetchRange, 0, 1));
  }
  await prove(layout, openChunks(engine, { ...object, salt }, layout, fetchRange, last, layout.chunkCount));
}

async function prove(layout: Layout, chunks: AsyncIterable<OpenedChunk>): Promise<void> {
  for await (const chunk of chunks) for (const _ of plaintextWithin(layout, chunk, 0, 0));
}
