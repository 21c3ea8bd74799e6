import { addMs, DAY_MS } from '@umschlag/std';
import type { Deps } from '../deps.ts';
import { queueMail } from '../mail/index.ts';

/** Whoever was mailed a link and has submitted nothing is reminded this long before the deadline. */
const REMINDER_LEAD_MS = 3 * DAY_MS;
const BATCH = 500;

/**
 * Cron: reminds each invited citizen once who has submitted nothing yet. Links that live less than twice the lead are
 * not reminded of: their notice is fresh.
 * @returns how many were reminded
 */
export async function remindCitizens(deps: Deps): Promise<number> {
  const now = deps.clock.now();
  return deps.database.transaction(async (tx) => {
    const due = await tx
      .selectFrom('upload_links')
      .select(['id', 'invited_email', 'mailed_at', 'deadline_at'])
      .where('ended_at', 'is', null)
      .where('closed_at', 'is', null)
      .where('accepted_count', '=', 0)
      .where('mail_state', '=', 'mailed')
      .where('reminded_at', 'is', null)
      .where('deadline_at', '>', now)
      .where('deadline_at', '<=', addMs(now, REMINDER_LEAD_MS))
      .limit(BATCH)
      .forUpdate()
      .skipLocked()
      .execute();
    for (const { id, invited_email, mailed_at, deadline_at } of due) {
      await tx.updateTable('upload_links').set({ reminded_at: now }).where('id', '=', id).execute();
      const isFresh = !mailed_at || deadline_at.getTime() - mailed_at.getTime() < 2 * REMINDER_LEAD_MS;
      if (isFresh || invited_email === null) continue;
      await queueMail(deps, tx, { kind: 'upload-link-reminder', toEmail: invited_email, subjectId: id });
    }
    return due.length;
  });
}
