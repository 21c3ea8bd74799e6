import { AppError, addMs, DAY_MS } from '@umschlag/std';
import type { Deps } from '../deps.ts';
import { loadLimits } from '../organisations/index.ts';
import { lockOwnDelivery, requireActive } from './own-delivery.ts';

/**
 * Shortens or extends a delivery, at most to the policy's days counted from sending.
 * @throws AppError `not_found`, `delivery_not_active`, `expiry_out_of_policy` (details: `latest`, RFC 3339)
 */
export async function changeExpiry(deps: Deps, senderId: string, deliveryId: string, expiresAt: Date): Promise<void> {
  await deps.database.transaction(async (tx) => {
    const delivery = await lockOwnDelivery(tx, senderId, deliveryId);
    const now = deps.clock.now();
    requireActive(delivery, now);
    const { maxExpiryDays } = await loadLimits(tx, delivery.organisation_id);
    const latest = addMs(delivery.sent_at ?? now, maxExpiryDays * DAY_MS);
    // Asked for, not excluded: a leap second is a valid instant of RFC 3339 and no valid Date.
    if (!(expiresAt > now && expiresAt <= latest)) {
      throw new AppError('expiry_out_of_policy', 'The end must lie in the future and within the policy.', {
        details: { latest: latest.toISOString() },
      });
    }
    await tx
      .updateTable('deliveries')
      .set({ expires_at: expiresAt, updated_at: now })
      .where('id', '=', deliveryId)
      .execute();
    // Whoever was reminded of the old end is reminded of the new one.
    await tx
      .updateTable('delivery_recipients')
      .set({ reminded_at: null })
      .where('delivery_id', '=', deliveryId)
      .execute();
  });
}
