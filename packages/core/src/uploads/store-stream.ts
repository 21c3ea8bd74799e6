import { createHash } from 'node:crypto';
import type { ByteSource } from '@umschlag/std';
import type { BlobStore, StoredPart } from '@umschlag/storage';
import { refuseForStorage } from '../storage/index.ts';

/** S3 takes 10,000 parts: 160 GB, more than a file may have. */
const PART_OCTETS = 16 * 1024 ** 2;

/**
 * Stores a stream of unknown size with the memory of one part. An object within one part is put in one go.
 * Any failure, of the source too, leaves nothing behind.
 * @returns its size in octets
 */
export async function storeStream(store: BlobStore, key: string, source: ByteSource): Promise<{ sizeBytes: number }> {
  const blocks = blocksOf(source, PART_OCTETS);
  const first = await blocks.next();
  const { octets, isLast } = first.value!;
  if (!isLast) return storeParts(store, key, octets, blocks);
  await store.put(key, once(octets), { sizeBytes: octets.length, sha256: sha256(octets) }).catch(refuseForStorage);
  return { sizeBytes: octets.length };
}

async function storeParts(
  store: BlobStore,
  key: string,
  first: Uint8Array,
  rest: AsyncIterable<Block>,
): Promise<{ sizeBytes: number }> {
  const multipartId = await store.createMultipart(key, {}).catch(refuseForStorage);
  const parts: StoredPart[] = [];
  let offset = 0;
  const add = async (octets: Uint8Array) => {
    const part = { number: parts.length + 1, offset, sizeBytes: octets.length, sha256: sha256(octets) };
    const { etag } = await store.putPart(key, multipartId, part, once(octets));
    parts.push({ number: part.number, sizeBytes: part.sizeBytes, etag });
    offset += octets.length;
  };
  try {
    await add(first);
    for await (const { octets } of rest) await add(octets);
    return await store.completeMultipart(key, multipartId, parts);
  } catch (error) {
    // The error that led here is the one to tell; what is left over is swept later.
    await store.abortMultipart(key, multipartId).catch(() => undefined);
    return refuseForStorage(error);
  }
}

interface Block {
  /** Good until the next block is asked for. */
  readonly octets: Uint8Array;
  readonly isLast: boolean;
}

/** Cuts a stream into blocks of one size; only the last is shorter. There is always one. */
async function* blocksOf(source: ByteSource, size: number): AsyncGenerator<Block, undefined> {
  const block = Buffer.allocUnsafe(size);
  let filled = 0;
  for await (const piece of source) {
    for (let at = 0; at < piece.length; ) {
      if (filled === size) {
        yield { octets: block, isLast: false };
        filled = 0;
      }
      const taken = Math.min(size - filled, piece.length - at);
      block.set(piece.subarray(at, at + taken), filled);
      filled += taken;
      at += taken;
    }
  }
  yield { octets: block.subarray(0, filled), isLast: true };
  return undefined;
}

async function* once(octets: Uint8Array): ByteSource {
  yield octets;
}

function sha256(octets: Uint8Array): Buffer {
  return createHash('sha256').update(octets).digest();
}
