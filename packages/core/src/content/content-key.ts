import { randomBytes } from 'node:crypto';
import type { Db, Tx } from '@umschlag/db';
import { AppError } from '@umschlag/std';
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

/**
 * The content key of a delivery (32 octets); `undefined` once it has been destroyed.
 * @throws Error when the stored octets are not what was wrapped for this delivery under this master key
 */
export async function loadContentKey(
  deps: Pick<Deps, 'keys'>,
  db: Db,
  deliveryId: string,
): Promise<Uint8Array | undefined> {
  const row = await db
    .selectFrom('content_keys')
    .select('wrapped_key')
    .where('delivery_id', '=', deliveryId)
    .executeTakeFirst();
  return row && deps.keys.unwrap('content-keys', deliveryId, row.wrapped_key);
}

/** As {@link loadContentKey}. @throws AppError `not_found` once the key has been destroyed, as nothing is left to see */
export async function requireContentKey(deps: Pick<Deps, 'keys'>, db: Db, deliveryId: string): Promise<Uint8Array> {
  const contentKey = await loadContentKey(deps, db, deliveryId);
  if (!contentKey) throw new AppError('not_found', 'There is nothing here.');
  return contentKey;
}
