import { randomBytes } from 'node:crypto';
import type { Db, Tx } from '@umschlag/db';
import { nothingHere } from '@umschlag/std';
import type { Deps } from '../deps.ts';

const CONTENT_KEY_OCTETS = 32;

/**
 * Makes the content key of a new delivery: 32 random octets, stored only wrapped and bound to the delivery's id.
 * @returns the key in clear
 */
export async function createContentKey(
  deps: Pick<Deps, 'keys' | 'clock'>,
  tx: Tx,
  deliveryId: string,
): Promise<Uint8Array> {
  const contentKey = randomBytes(CONTENT_KEY_OCTETS);
  await tx
    .insertInto('content_keys')
    .values({
      delivery_id: deliveryId,
      wrapped_key: deps.keys.wrap('content-keys', deliveryId, contentKey),
      created_at: deps.clock.now(),
    })
    .execute();
  return contentKey;
}

/** Destroys a draft's content key and makes another: what was encrypted under the old one is gone for good. */
export async function replaceContentKey(
  deps: Pick<Deps, 'keys' | 'clock'>,
  tx: Tx,
  deliveryId: string,
): Promise<Uint8Array> {
  await tx.deleteFrom('content_keys').where('delivery_id', '=', deliveryId).execute();
  return createContentKey(deps, tx, deliveryId);
}

/**
 * The content key of a delivery (32 octets); `undefined` once it has been destroyed.
 * @throws Error when the stored octets are not what was wrapped for this delivery under this master key
 */
export async function loadContentKey(
  deps: Pick<Deps, 'keys'>,
  db: Db,
  deliveryId: string,
): Promise<Uint8Array | undefined> {
  return (await loadContentKeys(deps, db, [deliveryId])).get(deliveryId);
}

/** As {@link loadContentKey} for several deliveries in one query, by id; those whose key is destroyed are missing. */
export async function loadContentKeys(
  deps: Pick<Deps, 'keys'>,
  db: Db,
  deliveryIds: readonly string[],
): Promise<Map<string, Uint8Array>> {
  if (deliveryIds.length === 0) return new Map();
  const rows = await db
    .selectFrom('content_keys')
    .select(['delivery_id', 'wrapped_key'])
    .where('delivery_id', 'in', deliveryIds)
    .execute();
  return new Map(
    rows.map((row) => [row.delivery_id, deps.keys.unwrap('content-keys', row.delivery_id, row.wrapped_key)]),
  );
}

/** As {@link loadContentKey}. @throws AppError `not_found` once the key has been destroyed, as nothing is left to see */
export async function requireContentKey(deps: Pick<Deps, 'keys'>, db: Db, deliveryId: string): Promise<Uint8Array> {
  const contentKey = await loadContentKey(deps, db, deliveryId);
  if (!contentKey) throw nothingHere();
  return contentKey;
}
