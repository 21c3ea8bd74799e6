import type { Deps } from '../deps.ts';
import { endDelivery } from './end-delivery.ts';
import { lockOwnDelivery, requireActive } from './own-delivery.ts';

/**
 * Recalls a delivery at once: its links stop working, running downloads stop, its content can be read by nobody.
 * @throws AppError `not_found`, `delivery_not_active`
 */
export async function recallDelivery(deps: Deps, senderId: string, deliveryId: string): Promise<void> {
  await deps.database.transaction(async (tx) => {
    const delivery = await lockOwnDelivery(tx, senderId, deliveryId);
    requireActive(delivery, deps.clock.now());
    await endDelivery(deps, tx, deliveryId, 'recalled');
  });
}
