import type { Schema, Tx } from '@umschlag/db';
import { addMs } from '@umschlag/std';
import type { Selectable } from 'kysely';
import type { Deps } from '../deps.ts';
import type { MailFate } from './mail-fate.policy.ts';
import type { MailKind } from './mail-kind.ts';

export type MailRow = Selectable<Schema['mails']>;

/** The outbox's own states have no letter: to the outbox it is a mail that failed. */
const ROW_STATE = {
  sent: 'sent',
  rejected: 'rejected',
  letter: 'failed',
  failed: 'failed',
  waiting: 'waiting',
} as const;

/**
 * Records what became of one try to send, and what follows from it, unless somebody else has recorded it or the mail
 * was withdrawn meanwhile.
 * @param mail as it was before the try
 * @param kind whose feature is told; without it, nobody is
 */
export async function settleMail(deps: Deps, mail: MailRow, kind: MailKind | undefined, fate: MailFate): Promise<void> {
  await deps.database.transaction(async (tx) => {
    const updated = await tx
      .updateTable('mails')
      .set({
        state: ROW_STATE[fate.state],
        reason: 'reason' in fate ? fate.reason : null,
        attempts: mail.attempts + 1,
        updated_at: deps.clock.now(),
      })
      .where('id', '=', mail.id)
      .where('attempts', '=', mail.attempts)
      .where('state', 'in', ['queued', 'waiting'])
      .returning('id')
      .executeTakeFirst();
    if (!updated) return;
    await kind?.settled?.(deps, tx, mail.subject_id, fate);
    if (fate.state === 'waiting') await tryAgain(deps, tx, mail, fate.retryAfterMs);
  });
}

async function tryAgain(deps: Deps, tx: Tx, mail: MailRow, retryAfterMs: number): Promise<void> {
  await deps.jobs.enqueue(tx, 'mail.send', { mailId: mail.id }, { startAfter: addMs(deps.clock.now(), retryAfterMs) });
}
