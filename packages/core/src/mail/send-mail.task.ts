import type { Mailer } from '@umschlag/mailer';
import type { Deps } from '../deps.ts';
import { mailFate } from './mail-fate.policy.ts';
import type { MailKindName, MailKinds } from './mail-kind.ts';
import { settleMail } from './settle-mail.ts';
import { OBSOLETE } from './withdraw-mails.ts';

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
  if (!rendered) return settleMail(deps, mail, undefined, { state: 'failed', reason: OBSOLETE });
  const outcome = await mailer.send(rendered, { to: mail.to_email, messageId: mail.id });
  const ageMs = deps.clock.now().getTime() - mail.created_at.getTime();
  await settleMail(deps, mail, kind, mailFate(outcome, mail.attempts + 1, ageMs));
}
