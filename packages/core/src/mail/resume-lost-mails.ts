import type { Tx } from '@umschlag/db';
import { addMs, HOUR_MS } from '@umschlag/std';
import type { Deps } from '../deps.ts';
import { QUEUE_TIME_MS, troubleReason } from './mail-fate.policy.ts';
import type { MailKindName, MailKinds } from './mail-kind.ts';
import { type MailRow, settleMail } from './settle-mail.ts';

/**
 * A mail of which nothing was heard for so long has lost its job. Longer than a mail waits between two tries (2 hours
 * at most) and its job is tried before it counts as dead (six times 15 minutes, and the pauses).
 */
export const LOST_AFTER_MS = 5 * HOUR_MS;
const BATCH = 500;
/** The sender is told the same as of a server that cannot be reached. */
const NEVER_SENT = troubleReason('retry', 'no job came to an end in time');

/**
 * Cron: gives mails that are still to be sent, and whose job got lost, a new one; those past their queue time are
 * settled as failed, so that whoever waits for them is told. A mail that was sent although its job was lost carries
 * the same Message-ID the second time.
 * @returns how many had been lost
 */
export async function resumeLostMails(deps: Deps, kinds: MailKinds): Promise<number> {
  const now = deps.clock.now();
  const lost = await deps.database.transaction(async (tx) => {
    const mails = await tx
      .selectFrom('mails')
      .selectAll()
      .where('state', 'in', ['queued', 'waiting'])
      .where('updated_at', '<=', addMs(now, -LOST_AFTER_MS))
      .orderBy('updated_at')
      .limit(BATCH)
      .forUpdate()
      .skipLocked()
      .execute();
    for (const mail of mails) if (!isOverdue(mail, now)) await giveNewJob(deps, tx, mail);
    return mails;
  });
  for (const mail of lost) {
    if (isOverdue(mail, now)) {
      await settleMail(deps, mail, kinds[mail.kind as MailKindName], { state: 'failed', reason: NEVER_SENT });
    }
  }
  return lost.length;
}

function isOverdue(mail: MailRow, now: Date): boolean {
  return now.getTime() - mail.created_at.getTime() >= QUEUE_TIME_MS;
}

async function giveNewJob(deps: Deps, tx: Tx, mail: MailRow): Promise<void> {
  // Not again before this job has had its time.
  await tx.updateTable('mails').set({ updated_at: deps.clock.now() }).where('id', '=', mail.id).execute();
  await deps.jobs.enqueue(tx, 'mail.send', { mailId: mail.id });
}
