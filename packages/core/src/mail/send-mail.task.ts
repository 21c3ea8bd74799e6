import type { Schema, Tx } from '@umschlag/db';
import type { Mailer } from '@umschlag/mailer';
import { addMs } from '@umschlag/std';
import type { Selectable } from 'kysely';
import type { Deps } from '../deps.ts';
import { type MailFate, mailFate } from './mail-fate.policy.ts';
import type { MailKind, MailKindName, MailKinds } from './mail-kind.ts';

type MailRow = Selectable<Schema['mails']>;

/** The outbox's own states have no letter: to the outbox it is a mail that failed. */
const ROW_STATE = {
  sent: 'sent',
  rejected: 'rejected',
  letter: 'failed',
  failed: 'failed',
  waiting: 'waiting',
} as const;

/**
 * Job `mail.send`: composes and sends one mail of the outbox, and records what became of it.
 * May run twice for one mail; the Message-ID is then the same.
 */
export async function sendMail(deps: Deps, mailer: Mailer, kinds: MailKinds, job: { mailId: string }): Promise<void> {
  const { db } = deps.database;
  const mail = await db.selectFrom('mails').selectAll().where('id', '=', job.mailId).executeTakeFirst();
  if (!mail || (mail.state !== 'queued' && mail.state !== 'waiting')) return;
  const kind = kinds[mail.kind as MailKindName];
  if (!kind) throw new Error(`no composer for mails of kind ${mail.kind}`);
  const rendered = await kind.compose(deps, db, mail.subject_id);
  if (!rendered) return record(deps, mail, undefined, { state: 'failed', reason: 'obsolete' });
  const outcome = await mailer.send(rendered, { to: mail.to_email, messageId: mail.id });
  const ageMs = deps.clock.now().getTime() - mail.created_at.getTime();
  await record(deps, mail, kind, mailFate(outcome, mail.attempts + 1, ageMs));
}

async function record(deps: Deps, mail: MailRow, kind: MailKind | undefined, fate: MailFate): Promise<void> {
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
      .returning('id')
      .executeTakeFirst();
    if (!updated) return; // Another worker has recorded this try.
    await kind?.settled?.(deps, tx, mail.subject_id, fate);
    if (fate.state === 'waiting') await tryAgain(deps, tx, mail, fate.retryAfterMs);
  });
}

async function tryAgain(deps: Deps, tx: Tx, mail: MailRow, retryAfterMs: number): Promise<void> {
  await deps.jobs.enqueue(tx, 'mail.send', { mailId: mail.id }, { startAfter: addMs(deps.clock.now(), retryAfterMs) });
}
