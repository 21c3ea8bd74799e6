import type { Tx } from '@umschlag/db';
import { addMs, MINUTE_MS } from '@umschlag/std';
import type { Deps } from '../deps.ts';
import { endDelivery } from './end-delivery.ts';
import { noteFiles } from './forget-files.ts';

/** How many expired deliveries one firing ends; the next firing takes the rest. */
const BATCH = 500;
/** By then the job has had its turn, as a rule; when it has not, both may do it. */
const JOB_GRACE_MS = 10 * MINUTE_MS;

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
    await noteFiles(deps, tx, deliveryId);
    await forgetFetchProgress(tx, deliveryId);
    await tx
      .updateTable('deliveries')
      .set({ objects_noted_at: deps.clock.now(), ...(delivery.state === 'purging' && { state: 'purged' }) })
      .where('id', '=', deliveryId)
      .execute();
  });
}

/**
 * Cron: does what the job of an ended delivery has not done by now. A job can get lost, by a queue that was restored
 * or emptied or when all its tries fell into an outage; the sweep of objects would not notice, as the files stay listed.
 * @returns how many
 */
export async function purgeLeftBehind(deps: Deps): Promise<number> {
  const due = await deps.database.db
    .selectFrom('deliveries')
    .select('id')
    .where('state', 'in', ['recalled', 'purging'])
    .where('ended_at', '<=', addMs(deps.clock.now(), -JOB_GRACE_MS))
    .where('objects_noted_at', 'is', null)
    .orderBy('ended_at')
    .limit(BATCH)
    .execute();
  for (const { id } of due) await purgeDelivery(deps, { deliveryId: id });
  return due.length;
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
