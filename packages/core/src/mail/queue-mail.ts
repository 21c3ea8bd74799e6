import type { Tx } from '@umschlag/db';
import { newId } from '@umschlag/std';
import type { Deps } from '../deps.ts';
import type { MailKindName } from './mail-kind.ts';

/**
 * Puts a mail into the outbox, in the transaction of the change that it tells of.
 * @param mail `subjectId` is the row that the mail is about; its feature composes the text when the mail is sent
 */
export async function queueMail(
  deps: Pick<Deps, 'jobs' | 'clock'>,
  tx: Tx,
  mail: { kind: MailKindName; toEmail: string; subjectId: string },
): Promise<void> {
  const id = newId();
  const now = deps.clock.now();
  await tx
    .insertInto('mails')
    .values({
      id,
      kind: mail.kind,
      to_email: mail.toEmail,
      subject_id: mail.subjectId,
      state: 'queued',
      created_at: now,
      updated_at: now,
    })
    .execute();
  await deps.jobs.enqueue(tx, 'mail.send', { mailId: id });
}
