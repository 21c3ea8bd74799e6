import { createHash } from 'node:crypto';
import { openRange } from '@umschlag/sealed/node';
import type { Deps } from '../deps.ts';
import { refuseForStorage } from '../storage/index.ts';

/** A stored file of a submission that the server can open, at levels 1 and 2. */
export interface SubmittedFile {
  readonly objectKey: string;
  readonly plainSizeBytes: number;
  readonly sealedSizeBytes: number;
  /** 32 octets. */
  readonly sessionKey: Uint8Array;
}

/**
 * The SHA-256 of its plaintext (32 octets), for the receipt. The platform vouches for it, so it takes nobody's word: it
 * opens what lies in the storage, all of it, with constant memory.
 * @throws SealedError when a chunk does not open; AppError `storage_unavailable`
 */
export async function digestPlaintext(
  deps: Pick<Deps, 'store'>,
  { objectKey, plainSizeBytes, sealedSizeBytes, sessionKey }: SubmittedFile,
): Promise<Buffer> {
  const fetchRange = async (start: number, endExclusive: number) =>
    (await deps.store.get(objectKey, { start, endExclusive }).catch(refuseForStorage)).body;
  const hash = createHash('sha256');
  const sizes = { plainSizeBytes, sealedSizeBytes };
  for await (const piece of openRange({ ...sizes, sessionKey }, fetchRange, 0, plainSizeBytes)) hash.update(piece);
  return hash.digest();
}

/** The SHA-256 of a stored object as it lies there (32 octets), with constant memory. @throws AppError `storage_unavailable` */
export async function digestStored({ store }: Pick<Deps, 'store'>, objectKey: string): Promise<Buffer> {
  const hash = createHash('sha256');
  const { body } = await store.get(objectKey).catch(refuseForStorage);
  for await (const piece of body) hash.update(piece);
  return hash.digest();
}
