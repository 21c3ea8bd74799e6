import { AppError, nothingHere } from '@umschlag/std';
import { isEndToEnd } from '../content/index.ts';
import { type DeliveryRow, loadOwnDelivery, requireActive } from '../deliveries/index.ts';
import type { Deps } from '../deps.ts';
import { type ServedFile, sealedFile } from '../links/index.ts';

/** A sealed manifest as it is given out. */
export interface StoredManifest {
  readonly message: Buffer;
  /** Counts replacements, from 1. */
  readonly revision: number;
}

/** The sender's own delivery of level 3 or 4, a draft or active. @throws AppError `not_found` */
async function loadOwnSealed(deps: Deps, senderId: string, deliveryId: string): Promise<DeliveryRow> {
  const delivery = await loadOwnDelivery(deps.database.db, senderId, deliveryId);
  if (!isEndToEnd(delivery.level)) throw nothingHere();
  if (delivery.state === 'draft') return delivery;
  try {
    requireActive(delivery, deps.clock.now());
  } catch (cause) {
    throw new AppError('not_found', 'There is nothing here any more.', { cause });
  }
  return delivery;
}

/** The sender's own copy of the manifest. @throws AppError `not_found`, also after the delivery has ended */
export async function loadOwnManifest(deps: Deps, senderId: string, deliveryId: string): Promise<StoredManifest> {
  await loadOwnSealed(deps, senderId, deliveryId);
  const copy = await deps.database.db
    .selectFrom('manifests')
    .select(['message', 'revision'])
    .where('delivery_id', '=', deliveryId)
    .where('recipient_id', 'is', null)
    .executeTakeFirst();
  if (!copy) throw nothingHere();
  return copy;
}

/** A stored file of the sender's own, to be given out as it was sealed. @throws AppError `not_found` */
export async function loadOwnSealedFile(
  deps: Deps,
  senderId: string,
  deliveryId: string,
  fileId: string,
): Promise<{ delivery: DeliveryRow; file: ServedFile }> {
  const delivery = await loadOwnSealed(deps, senderId, deliveryId);
  const row = await deps.database.db
    .selectFrom('delivery_files')
    .select(['id', 'object_key', 'sealed_size_bytes'])
    .where('delivery_id', '=', deliveryId)
    .where('id', '=', fileId)
    .where('state', '=', 'stored')
    .executeTakeFirst();
  if (!row) throw nothingHere();
  return { delivery, file: sealedFile(row) };
}
