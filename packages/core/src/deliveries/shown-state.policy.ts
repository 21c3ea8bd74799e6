import type { DeliveryRow } from './own-delivery.ts';

export type ShownState = 'draft' | 'active' | 'recalled' | 'expired';

/** An active delivery whose time has come is expired, whether a job has been there yet or not. */
export function shownState(row: { state: DeliveryRow['state']; expires_at: Date | null }, now: Date): ShownState {
  if (row.state === 'purging' || row.state === 'purged') return 'expired';
  return row.state === 'active' && row.expires_at !== null && row.expires_at <= now ? 'expired' : row.state;
}
