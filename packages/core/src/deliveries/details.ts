import type { Db } from '@umschlag/db';
import { isMessageEndToEnd, loadContentKey, openField, sealField } from '../content/index.ts';
import type { Deps } from '../deps.ts';

/** What the sender writes; encrypted at rest under the delivery's content key. */
export interface Details {
  readonly subject: string;
  readonly message: string;
}

const FIELD = 'details';
const EMPTY: Details = { subject: '', message: '' };

/** Encrypts subject and message for the row of this delivery; in another row they do not open. */
export function sealDetails(contentKey: Uint8Array, deliveryId: string, details: Details): Buffer {
  return sealField(contentKey, `${deliveryId}/${FIELD}`, details);
}

/** Subject and message; both empty once the content key has been destroyed. */
export async function loadDetails(
  deps: Pick<Deps, 'keys'>,
  db: Db,
  delivery: { id: string; sealed_details: Buffer | null },
): Promise<Details> {
  const contentKey = await loadContentKey(deps, db, delivery.id);
  return openDetails(contentKey, delivery);
}

/** As {@link openDetails}; both null at level 4, where only the manifest has them. */
export function describeDetails(
  contentKey: Uint8Array | undefined,
  delivery: { id: string; level: number; sealed_details: Buffer | null },
): { readonly subject: string | null; readonly message: string | null } {
  if (isMessageEndToEnd(delivery.level)) return { subject: null, message: null };
  return openDetails(contentKey, delivery);
}

/**
 * Reverses {@link sealDetails}; both are empty where nothing was written, and once the content key has been destroyed.
 * @throws Error when key and row do not belong together
 */
export function openDetails(
  contentKey: Uint8Array | undefined,
  delivery: { id: string; sealed_details: Buffer | null },
): Details {
  if (!contentKey || !delivery.sealed_details) return EMPTY;
  return openField<Details>(contentKey, `${delivery.id}/${FIELD}`, delivery.sealed_details);
}
