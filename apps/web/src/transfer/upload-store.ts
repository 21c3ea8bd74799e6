import { type DBSchema, type IDBPDatabase, openDB } from 'idb';
import { UPLOAD_DATABASE } from './upload-data.ts';

/** All that it takes to go on with an upload in this browser. Deleted when the upload ends. */
export interface UploadRecord {
  readonly uploadId: string;
  readonly deliveryId: string;
  readonly fileId: string;
  readonly uploadToken: string;
  /** Session key of the delivery, base64url. */
  readonly contentKey: string;
  readonly salt: Uint8Array<ArrayBuffer>;
  readonly path: readonly string[];
  readonly sizeBytes: number;
  readonly lastModified: number;
  readonly chunksPerPart: number;
  readonly handle: FileSystemFileHandle | undefined;
  /** A copy of a small file; the browser keeps it with its own data. */
  readonly copy: File | undefined;
}

interface Schema extends DBSchema {
  uploads: { key: string; value: UploadRecord; indexes: { deliveryId: string } };
  /** SHA-256 (base64) of each part's plaintext, by upload and number. */
  parts: { key: [string, number]; value: string };
}

let opened: Promise<IDBPDatabase<Schema>> | undefined;
let onDeletion: () => void = () => undefined;

/**
 * Opens the store before anything is uploaded, so that a deletion by any tab is noticed.
 * @param deleted called when the store is about to be deleted: nothing may be written any more
 */
export async function watchStore(deleted: () => void): Promise<void> {
  onDeletion = deleted;
  await database();
}

function database(): Promise<IDBPDatabase<Schema>> {
  opened ??= openDB<Schema>(UPLOAD_DATABASE, 1, {
    blocking(_current, _wanted, event) {
      (event.target as IDBDatabase).close();
      onDeletion();
    },
    upgrade(db) {
      db.createObjectStore('uploads', { keyPath: 'uploadId' }).createIndex('deliveryId', 'deliveryId');
      db.createObjectStore('parts');
    },
  });
  return opened;
}

/** Strict: what is recorded must survive a crash of the machine, since sealing relies on it. */
const DURABLE = { durability: 'strict' } as const;

export async function saveUpload(record: UploadRecord): Promise<void> {
  const tx = (await database()).transaction('uploads', 'readwrite', DURABLE);
  await Promise.all([tx.store.put(record), tx.done]);
}

export async function uploadsOf(deliveryId: string): Promise<UploadRecord[]> {
  return (await database()).getAllFromIndex('uploads', 'deliveryId', deliveryId);
}

export async function forgetUpload(uploadId: string): Promise<void> {
  const tx = (await database()).transaction(['uploads', 'parts'], 'readwrite');
  const parts = IDBKeyRange.bound([uploadId, 0], [uploadId, Number.MAX_SAFE_INTEGER]);
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
  const range = IDBKeyRange.bound([uploadId, 0], [uploadId, Number.MAX_SAFE_INTEGER]);
  const tx = (await database()).transaction('parts');
  const [keys, values] = await Promise.all([tx.store.getAllKeys(range), tx.store.getAll(range)]);
  return new Map(keys.map(([, number], at) => [number, values[at]!]));
}
