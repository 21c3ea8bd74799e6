import { addMs, DAY_MS } from '@umschlag/std';
import type { Deps } from '../deps.ts';
import { queueMail } from '../mail/index.ts';

/** Recipients who have fetched nothing are reminded this long before the end. */
export const REMINDER_LEAD_MS = 3 * DAY_MS;
const BATCH = 500;

/**
 * Cron: reminds each recipient once who has fetched nothing yet, three days before the end.
 * Deliveries that last less than twice that are not reminded of: their notice is fresh.
 * @returns how many were reminded
 */
export async function remindRecipients(deps: Deps): Promise<number> {
  const now = deps.clock.now();
  return deps.database.transaction(async (tx) => {
    const due = await tx
      .selectFrom('delivery_recipients as r')
      .innerJoin('deliveries as d', 'd.id', 'r.delivery_id')
      .select(['r.id', 'r.email', 'd.sent_at', 'd.expires_at'])
      .where('d.state', '=', 'active')
      .where('d.expires_at', '>', now)
      .where('d.expires_at', '<=', addMs(now, REMINDER_LEAD_MS))
      .where('r.reminded_at', 'is', null)
      .where('r.mail_state', '=', 'mailed')
      .where(({ not, exists, selectFrom }) =>
        not(exists(selectFrom('fetches as f').select('f.id').whereRef('f.recipient_id', '=', 'r.id'))),
      )
      .limit(BATCH)
      .forUpdate('r')
      .skipLocked()
      .execute();
    for (const recipient of due) {
      await tx.updateTable('delivery_recipients').set({ reminded_at: now }).where('id', '=', recipient.id).execute();
      if (!isLongEnough(recipient)) continue;
      await queueMail(deps, tx, { kind: 'delivery-reminder', toEmail: recipient.email, subjectId: recipient.id });
    }
    return due.length;
  });
}

function isLongEnough({ sent_at, expires_at }: { sent_at: Date | null; expires_at: Date | null }): boolean {
  return sent_at !== null && expires_at !== null && expires_at.getTime() - sent_at.getTime() >= 2 * REMINDER_LEAD_MS;
}
