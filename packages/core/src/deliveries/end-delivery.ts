import type { Tx } from '@umschlag/db';
import { destroyContent } from '../content/index.ts';
import type { Deps } from '../deps.ts';

/**
 * Step 1 of every deletion, in the transaction that decides it: content key and manifests are destroyed, so that
 * nothing can be read any more, and what lies in the storage is queued to be deleted.
 */
export async function endDelivery(
  deps: Deps,
  tx: Tx,
  deliveryId: string,
  state: 'recalled' | 'purging',
): Promise<void> {
  const now = deps.clock.now();
  await destroyContent(tx, deliveryId);
  await tx
    .updateTable('deliveries')
    .set({ state, ended_at: now, updated_at: now, sealed_details: null })
    .where('id', '=', deliveryId)
    .execute();
  await deps.jobs.enqueue(tx, 'deliveries.purge', { deliveryId });
}
