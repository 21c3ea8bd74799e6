import { findDraftKey } from './draft-key.ts';
import { openBox, sealBox } from './sealed-box.ts';
import type { UploadPlace } from './upload-data.ts';
import { DURABLE, database, partsOfUpload } from './upload-database.ts';
import { partHashes, type UploadRecord } from './upload-store.ts';

/** A file that the server has whole and cannot open: what the manifest needs of it. */
export interface SealedFile {
  readonly fileId: string;
  readonly path: readonly string[];
  readonly mediaType: string;
  readonly sizeBytes: number;
  /** Base64url. */
  readonly sessionKey: string;
  readonly chunksPerPart: number;
  /** SHA-256 of the plaintext of each part, in order; base64. */
  readonly partSha256: readonly string[];
}

const context = (fileId: string): string => `file ${fileId}`;

/**
 * An upload of level 3 or 4 has ended: what the manifest needs is kept in place of what the upload needed, in one step.
 * @param partCount of the upload
 * @returns whether all was there; a file of which a digest is missing cannot be sent
 */
export async function keepSealedFile(record: UploadRecord, partCount: number): Promise<boolean> {
  const { uploadId, fileId, deliveryId, path, mediaType, sizeBytes, contentKey, chunksPerPart } = record;
  const hashes = await partHashes(uploadId);
  const partSha256 = Array.from({ length: partCount }, (_, index) => hashes.get(index + 1));
  const key = await findDraftKey(deliveryId);
  if (!key || partSha256.includes(undefined)) return false;
  const sessionKey = contentKey;
  const file = { fileId, path, mediaType, sizeBytes, sessionKey, chunksPerPart, partSha256 };
  const box = await sealBox(key, context(fileId), file);
  const tx = (await database()).transaction(['uploads', 'parts', 'sealedFiles'], 'readwrite', DURABLE);
  await Promise.all([
    tx.objectStore('sealedFiles').put({ fileId, deliveryId, box }),
    tx.objectStore('uploads').delete(uploadId),
    tx.objectStore('parts').delete(partsOfUpload(uploadId)),
    tx.done,
  ]);
  return true;
}

/** The finished files of a draft of level 3 or 4 whose keys are in this browser. */
export async function sealedFilesOf(deliveryId: string, place?: UploadPlace): Promise<SealedFile[]> {
  const key = await findDraftKey(deliveryId, place);
  if (!key) return [];
  const stored = await (await database(place)).getAllFromIndex('sealedFiles', 'deliveryId', deliveryId);
  return Promise.all(stored.map(({ fileId, box }) => openBox<SealedFile>(key, context(fileId), box)));
}

export async function forgetSealedFile(fileId: string): Promise<void> {
  await (await database()).delete('sealedFiles', fileId);
}
