import { draftKey, findDraftKey } from './draft-key.ts';
import { openBox, sealBox } from './sealed-box.ts';
import { isKeptFor, noteSecrets } from './upload-data.ts';
import { DURABLE, database, partsOfUpload } from './upload-database.ts';

/** How a recipient without a key will open. */
export type WithoutKey = 'access-code' | 'release';

/** What of a draft of level 3 or 4 the server does not get. */
export interface DraftSecrets {
  /** Level 4. */
  readonly subject?: string;
  readonly message?: string;
  /** By address in lower case. */
  readonly withoutKey?: Readonly<Record<string, WithoutKey>>;
}

/** For one recipient, to be told by telephone or letter. */
export interface ToldCode {
  readonly address: string;
  readonly code: string;
}

type Place = 'draftTexts' | 'accessCodes';

/** Whoever was signed out meanwhile leaves nothing behind. */
export class NotKept extends Error {
  override readonly name = 'NotKept';
}

async function keep(place: Place, accountId: string, deliveryId: string, value: unknown): Promise<void> {
  if (!isKeptFor(accountId)) throw new NotKept();
  const box = await sealBox(await draftKey(deliveryId), `${place} ${deliveryId}`, value);
  if (!isKeptFor(accountId)) throw new NotKept();
  const tx = (await database()).transaction(place, 'readwrite', DURABLE);
  await Promise.all([tx.store.put(box, deliveryId), tx.done]);
  noteSecrets(true);
}

async function find<T>(place: Place, deliveryId: string): Promise<T | undefined> {
  const key = await findDraftKey(deliveryId);
  const box = await (await database()).get(place, deliveryId);
  return key && box ? openBox<T>(key, `${place} ${deliveryId}`, box) : undefined;
}

/** Keeps what the server does not get, encrypted, until it is sent, discarded or signed out. @throws NotKept */
export const keepDraftSecrets = (accountId: string, deliveryId: string, secrets: DraftSecrets): Promise<void> =>
  keep('draftTexts', accountId, deliveryId, secrets);

export const findDraftSecrets = (deliveryId: string): Promise<DraftSecrets | undefined> =>
  find('draftTexts', deliveryId);

/** Keeps access codes until the sender has put them aside: a closed tab must not lose them. @throws NotKept */
export const keepAccessCodes = (accountId: string, deliveryId: string, codes: readonly ToldCode[]): Promise<void> =>
  keep('accessCodes', accountId, deliveryId, codes);

export const findAccessCodes = (deliveryId: string): Promise<readonly ToldCode[] | undefined> =>
  find('accessCodes', deliveryId);

/** Deletes what a draft has left here; it was sent or discarded. Access codes stay until they are put aside. */
export async function forgetDraftSecrets(deliveryId: string): Promise<void> {
  const names = ['uploads', 'parts', 'sealedFiles', 'draftTexts', 'accessCodes', 'draftKeys'] as const;
  const tx = (await database()).transaction(names, 'readwrite');
  const uploads = tx.objectStore('uploads');
  for (const uploadId of await uploads.index('deliveryId').getAllKeys(deliveryId)) {
    await uploads.delete(uploadId);
    await tx.objectStore('parts').delete(partsOfUpload(uploadId));
  }
  const files = tx.objectStore('sealedFiles');
  for (const fileId of await files.index('deliveryId').getAllKeys(deliveryId)) await files.delete(fileId);
  await tx.objectStore('draftTexts').delete(deliveryId);
  const draftKeys = tx.objectStore('draftKeys');
  if (!(await tx.objectStore('accessCodes').getKey(deliveryId))) await draftKeys.delete(deliveryId);
  const left = await draftKeys.count();
  await tx.done;
  noteSecrets(left > 0);
}

/** The sender has written the codes down: nothing of the delivery stays in this browser. */
export async function forgetAccessCodes(deliveryId: string): Promise<void> {
  const tx = (await database()).transaction(['accessCodes', 'draftKeys'], 'readwrite');
  await tx.objectStore('accessCodes').delete(deliveryId);
  const draftKeys = tx.objectStore('draftKeys');
  await draftKeys.delete(deliveryId);
  const left = await draftKeys.count();
  await tx.done;
  noteSecrets(left > 0);
}
