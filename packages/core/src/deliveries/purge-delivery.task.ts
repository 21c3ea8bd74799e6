import type { Tx } from '@umschlag/db';
import type { Deps } from '../deps.ts';
import { endDelivery, noteObjects } from './end-delivery.ts';

/** How many expired deliveries one firing ends; the next firing takes the rest. */
const BATCH = 500;

/**
 * Job `deliveries.purge`, steps 2 and 3: the objects are noted for deletion, the row is closed. May be repeated.
 * Step 1, the destroyed content key, has happened before this job exists.
 */
export async function purgeDelivery(deps: Deps, { deliveryId }: { deliveryId: string }): Promise<void> {
  await deps.database.transaction(async (tx) => {
    const delivery = await tx
      .selectFrom('deliveries')
      .select('state')
      .where('id', '=', deliveryId)
      .forUpdate()
      .executeTakeFirst();
    if (delivery?.state !== 'recalled' && delivery?.state !== 'purging') return;
    await noteObjects(deps, tx, deliveryId);
    await forgetFetchProgress(tx, deliveryId);
    if (delivery.state === 'purging') {
      await tx.updateTable('deliveries').set({ state: 'purged' }).where('id', '=', deliveryId).execute();
    }
  });
}

/** Who has had which octets; nobody can fetch the rest any more. */
async function forgetFetchProgress(tx: Tx, deliveryId: string): Promise<void> {
  await tx
    .deleteFrom('fetch_progress')
    .where('file_id', 'in', (select) =>
      select.selectFrom('delivery_files').select('id').where('delivery_id', '=', deliveryId),
    )
    .execute();
}

/** Cron: ends every delivery whose time has come. @returns how many */
export async function endExpiredDeliveries(deps: Deps): Promise<number> {
  return deps.database.transaction(async (tx) => {
    const due = await tx
      .selectFrom('deliveries')
      .select('id')
      .where('state', '=', 'active')
      .where('expires_at', '<=', deps.clock.now())
      .orderBy('expires_at')
      .limit(BATCH)
      .forUpdate()
      .skipLocked()
      .execute();
    for (const { id } of due) await endDelivery(deps, tx, id, 'purging');
    return due.length;
  });
}
