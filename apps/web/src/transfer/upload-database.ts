import { type DBSchema, type IDBPDatabase, openDB } from 'idb';
import type { SealedBox } from './sealed-box.ts';
import { UPLOAD_DATABASES, type UploadPlace } from './upload-data.ts';

/** An unfinished upload as it lies in the browser. At levels 3 and 4 key, name and type are in `box`. */
export interface StoredUpload {
  readonly uploadId: string;
  readonly deliveryId: string;
  readonly fileId: string;
  readonly uploadToken: string;
  /** Session key of the delivery, base64url. */
  readonly contentKey?: string;
  readonly path?: readonly string[];
  readonly box?: SealedBox;
  readonly salt: Uint8Array<ArrayBuffer>;
  readonly sizeBytes: number;
  readonly lastModified: number;
  readonly chunksPerPart: number;
  readonly handle: FileSystemFileHandle | undefined;
  readonly copy: File | undefined;
}

/** A submission that was begun on this device and is not sent yet. */
export interface StoredSubmission {
  readonly id: string;
  readonly token: string;
  readonly begunAt: Date;
}

interface Schema extends DBSchema {
  uploads: { key: string; value: StoredUpload; indexes: { deliveryId: string } };
  /** SHA-256 (base64) of each part's plaintext, by upload and number. */
  parts: { key: [string, number]; value: string };
  /** Levels 3 and 4: one key per delivery that nobody can read out, and what is encrypted under it. */
  draftKeys: { key: string; value: CryptoKey };
  sealedFiles: {
    key: string;
    value: { readonly fileId: string; readonly deliveryId: string; readonly box: SealedBox };
    indexes: { deliveryId: string };
  };
  /** What of a draft is on this device only, by delivery. */
  draftTexts: { key: string; value: SealedBox };
  /** Access codes that the sender has not put aside yet, by delivery. */
  accessCodes: { key: string; value: SealedBox };
  /** In the place of submissions only: drafts, by what they were begun from. */
  submissions: { key: string; value: StoredSubmission };
}

const opened = new Map<UploadPlace, Promise<IDBPDatabase<Schema>>>();
/** Where this worker keeps what it does; a page has to do with deliveries unless it says otherwise. */
let ownPlace: UploadPlace = 'deliveries';
/** In a page the next use opens it anew; a worker ends. */
let onDeletion: () => void = () => undefined;

/**
 * Opens a worker's own store before anything is uploaded, so that a deletion by any tab is noticed.
 * @param deleted called when the store is about to be deleted: nothing may be written any more
 */
export async function watchStore(place: UploadPlace, deleted: () => void): Promise<void> {
  ownPlace = place;
  onDeletion = deleted;
  await database();
}

export function database(place = ownPlace): Promise<IDBPDatabase<Schema>> {
  const database = opened.get(place) ?? openStore(place);
  opened.set(place, database);
  return database;
}

/** Both are alike; a new version would end the uploads of tabs that are open with the old one. */
function openStore(place: UploadPlace): Promise<IDBPDatabase<Schema>> {
  return openDB<Schema>(UPLOAD_DATABASES[place], 2, {
    blocking(_current, _wanted, event) {
      (event.target as IDBDatabase).close();
      opened.delete(place);
      onDeletion();
    },
    upgrade(db, oldVersion) {
      if (oldVersion < 1) {
        db.createObjectStore('uploads', { keyPath: 'uploadId' }).createIndex('deliveryId', 'deliveryId');
        db.createObjectStore('parts');
      }
      db.createObjectStore('draftKeys');
      db.createObjectStore('sealedFiles', { keyPath: 'fileId' }).createIndex('deliveryId', 'deliveryId');
      db.createObjectStore('draftTexts');
      db.createObjectStore('accessCodes');
      if (place === 'submissions') db.createObjectStore('submissions');
    },
  });
}

/** Strict: what is recorded must survive a crash of the machine, since sealing relies on it. */
export const DURABLE = { durability: 'strict' } as const;

/** The range of an upload's parts. */
export const partsOfUpload = (uploadId: string): IDBKeyRange =>
  IDBKeyRange.bound([uploadId, 0], [uploadId, Number.MAX_SAFE_INTEGER]);
