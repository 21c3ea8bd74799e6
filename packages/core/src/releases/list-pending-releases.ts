import type { Deps } from '../deps.ts';

/** A recipient to whom a delivery is still to be released. */
export interface PendingRelease {
  readonly deliveryId: string;
  readonly recipientId: string;
  readonly email: string;
  /** Of the key that the recipient has by now; null: none yet. */
  readonly fingerprint: string | null;
  readonly enrolledAt: Date | null;
}

/** Of a sender's active deliveries, those that can be released first, and of them the longest waiting. */
export async function listPendingReleases(deps: Deps, senderId: string): Promise<PendingRelease[]> {
  const rows = await deps.database.db
    .selectFrom('delivery_recipients as r')
    .innerJoin('deliveries as d', 'd.id', 'r.delivery_id')
    .leftJoin('accounts as a', (join) => join.onRef('a.email_key', '=', 'r.email_key').on('a.disabled_at', 'is', null))
    .leftJoin('account_keys as k', (join) => join.onRef('k.account_id', '=', 'a.id').on('k.state', '=', 'active'))
    .select(['d.id as delivery_id', 'r.id as recipient_id', 'r.email', 'k.fingerprint', 'k.created_at as enrolled_at'])
    .where('d.sender_id', '=', senderId)
    .where('d.state', '=', 'active')
    .where('d.expires_at', '>', deps.clock.now())
    .where('r.reader_state', '=', 'pending')
    .orderBy('k.created_at', (by) => by.asc().nullsLast())
    .orderBy('d.sent_at')
    .orderBy('r.position')
    .execute();
  return rows.map((row) => ({
    deliveryId: row.delivery_id,
    recipientId: row.recipient_id,
    email: row.email,
    fingerprint: row.fingerprint,
    enrolledAt: row.enrolled_at,
  }));
}
