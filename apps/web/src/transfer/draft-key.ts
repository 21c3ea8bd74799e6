import { newBoxKey } from './sealed-box.ts';
import type { UploadPlace } from './upload-data.ts';
import { DURABLE, database } from './upload-database.ts';

/** The key that a draft of level 3 or 4 is kept under in this browser, if there is one. */
export async function findDraftKey(deliveryId: string, place?: UploadPlace): Promise<CryptoKey | undefined> {
  return (await database(place)).get('draftKeys', deliveryId);
}

/** The same, made when it is first needed. Two tabs that ask at once get the same. */
export async function draftKey(deliveryId: string, place?: UploadPlace): Promise<CryptoKey> {
  const known = await findDraftKey(deliveryId, place);
  if (known) return known;
  const made = await newBoxKey();
  const tx = (await database(place)).transaction('draftKeys', 'readwrite', DURABLE);
  const first = await tx.store.get(deliveryId);
  if (!first) await tx.store.put(made, deliveryId);
  await tx.done;
  return first ?? made;
}
