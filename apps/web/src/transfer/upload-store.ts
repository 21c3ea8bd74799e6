import { draftKey, findDraftKey } from './draft-key.ts';
import { openBox, sealBox } from './sealed-box.ts';
import { DURABLE, database, partsOfUpload, type StoredUpload } from './upload-database.ts';

/** All that it takes to go on with an upload in this browser. Deleted when the upload ends. */
export interface UploadRecord {
  readonly uploadId: string;
  readonly deliveryId: string;
  readonly fileId: string;
  readonly uploadToken: string;
  /** Session key, base64url: of the delivery, or of this file alone. */
  readonly contentKey: string;
  /** Levels 3 and 4: the key was made here, and the server knows neither it nor name and type. */
  readonly isSecret: boolean;
  readonly mediaType: string;
  readonly salt: Uint8Array<ArrayBuffer>;
  readonly path: readonly string[];
  readonly sizeBytes: number;
  readonly lastModified: number;
  readonly chunksPerPart: number;
  readonly handle: FileSystemFileHandle | undefined;
  /** A copy of a small file; the browser keeps it with its own data. */
  readonly copy: File | undefined;
}

type Secret = Pick<UploadRecord, 'contentKey' | 'path' | 'mediaType'>;
const context = (uploadId: string): string => `upload ${uploadId}`;

export async function saveUpload(record: UploadRecord): Promise<void> {
  const stored = await storedOf(record);
  const tx = (await database()).transaction('uploads', 'readwrite', DURABLE);
  await Promise.all([tx.store.put(stored), tx.done]);
}

async function storedOf({ isSecret, mediaType, ...record }: UploadRecord): Promise<StoredUpload> {
  if (!isSecret) return record;
  const { contentKey, path, ...open } = record;
  const secret: Secret = { contentKey, path, mediaType };
  return { ...open, box: await sealBox(await draftKey(open.deliveryId), context(open.uploadId), secret) };
}

/** What can still be read of a draft's unfinished uploads. */
export async function uploadsOf(deliveryId: string): Promise<UploadRecord[]> {
  const stored = await (await database()).getAllFromIndex('uploads', 'deliveryId', deliveryId);
  const key = await findDraftKey(deliveryId);
  const records = await Promise.all(stored.map((one) => recordOf(one, key)));
  return records.filter((record) => record !== undefined);
}

async function recordOf(
  { box, ...stored }: StoredUpload,
  key: CryptoKey | undefined,
): Promise<UploadRecord | undefined> {
  if (!box) return { ...stored, isSecret: false, mediaType: '', contentKey: stored.contentKey!, path: stored.path! };
  if (!key) return undefined;
  return { ...stored, isSecret: true, ...(await openBox<Secret>(key, context(stored.uploadId), box)) };
}

export async function forgetUpload(uploadId: string): Promise<void> {
  const tx = (await database()).transaction(['uploads', 'parts'], 'readwrite');
  const parts = partsOfUpload(uploadId);
  await Promise.all([tx.objectStore('uploads').delete(uploadId), tx.objectStore('parts').delete(parts), tx.done]);
}

/**
 * Records the plaintext's hash of a part, if there is none yet, before the part is sealed for the first time.
 * @returns the hash that counts: the one recorded first, maybe in another tab
 */
export async function recordPart(uploadId: string, number: number, plainSha256: string): Promise<string> {
  const tx = (await database()).transaction('parts', 'readwrite', DURABLE);
  const key: [string, number] = [uploadId, number];
  const before = await tx.store.get(key);
  if (before === undefined) await tx.store.add(plainSha256, key);
  await tx.done;
  return before ?? plainSha256;
}

/** The recorded hashes of an upload, by part number. */
export async function partHashes(uploadId: string): Promise<Map<number, string>> {
  const range = partsOfUpload(uploadId);
  const tx = (await database()).transaction('parts');
  const [keys, values] = await Promise.all([tx.store.getAllKeys(range), tx.store.getAll(range)]);
  return new Map(keys.map(([, number], at) => [number, values[at]!]));
}
