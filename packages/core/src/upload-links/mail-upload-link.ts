import type { Db, Tx } from '@umschlag/db';
import { parseMailAddress, type RenderedMail, renderMail } from '@umschlag/mailer';
import { AppError } from '@umschlag/std';
import { countNotices } from '../deliveries/index.ts';
import type { Deps } from '../deps.ts';
import { bounceReason, type MailFate, type MailKinds, queueMail } from '../mail/index.ts';
import { requireNotClosed } from './change-upload-link.ts';
import { entranceLink } from './entrance-link.ts';
import { entranceState, requireOpen } from './entrance-state.policy.ts';
import { lockOwnUploadLink } from './own-upload-link.ts';
import { listReaderMails } from './reader-mails.ts';

/**
 * Mails the link to a citizen. Another address takes the place of the one before.
 * @throws AppError `not_found`, `recipient_invalid`, `upload_link_closed`, `deadline_passed`, `submissions_full`,
 *   `too_many_notices`
 */
export async function mailUploadLink(deps: Deps, ownerId: string, uploadLinkId: string, email: string): Promise<void> {
  const address = parseMailAddress(email);
  if (!address) {
    throw new AppError('recipient_invalid', 'This is not a mail address.', { details: { position: 0 } });
  }
  await deps.database.transaction(async (tx) => {
    const link = await lockOwnUploadLink(tx, ownerId, uploadLinkId);
    requireNotClosed(link);
    requireOpen(entranceState(link, deps.clock.now()));
    await countNotices(deps, tx, ownerId, 1);
    await tx
      .updateTable('upload_links')
      .set({
        invited_email: address.address,
        mail_state: 'queued',
        mail_reason: null,
        mailed_at: null,
        updated_at: deps.clock.now(),
      })
      .where('id', '=', uploadLinkId)
      .execute();
    await queueMail(deps, tx, { kind: 'upload-link-notice', toEmail: address.address, subjectId: uploadLinkId });
  });
}

/** What the mails about an upload link need to know. */
async function loadAnnouncement(db: Db, uploadLinkId: string) {
  return db
    .selectFrom('upload_links as l')
    .innerJoin('accounts as a', 'a.id', 'l.owner_id')
    .innerJoin('organisations as o', 'o.id', 'l.organisation_id')
    .selectAll('l')
    .select(['a.display_name', 'a.language as owner_language'])
    .select(['o.name as organisation', 'o.time_zone'])
    .where('l.id', '=', uploadLinkId)
    .executeTakeFirst();
}

/** For the citizen: that documents are asked for. Dropped once it takes none any more. */
function announcementMail(kind: 'notice' | 'reminder') {
  return async (deps: Deps, db: Db, uploadLinkId: string): Promise<RenderedMail | undefined> => {
    const facts = await loadAnnouncement(db, uploadLinkId);
    if (!facts || entranceState(facts, deps.clock.now()) !== 'open') return undefined;
    const sender = { displayName: facts.display_name, organisation: facts.organisation };
    const input = { sender, deadlineAt: facts.deadline_at, link: entranceLink(deps, facts) };
    const setting = { language: facts.language, platformName: deps.platformName, timeZone: facts.time_zone };
    return renderMail(`upload-link-${kind}`, input, setting);
  };
}

async function bouncedMail(deps: Deps, db: Db, uploadLinkId: string): Promise<RenderedMail | undefined> {
  const facts = await loadAnnouncement(db, uploadLinkId);
  if (!facts?.invited_email) return undefined;
  const input = {
    recipient: facts.invited_email,
    reason: bounceReason(facts.mail_reason),
    link: `${deps.publicUrl}/upload-links/${uploadLinkId}`,
  };
  const setting = { language: facts.owner_language, platformName: deps.platformName, timeZone: facts.time_zone };
  return renderMail('upload-link-bounced', input, setting);
}

const MAIL_STATE = {
  sent: 'mailed',
  rejected: 'bounced',
  failed: 'bounced',
  letter: 'letter',
  waiting: 'waiting',
} as const;

async function noticeSettled(deps: Deps, tx: Tx, uploadLinkId: string, fate: MailFate): Promise<void> {
  await tx
    .updateTable('upload_links')
    .set({
      mail_state: MAIL_STATE[fate.state],
      mail_reason: 'reason' in fate ? fate.reason : null,
      ...(fate.state === 'sent' && { mailed_at: deps.clock.now() }),
    })
    .where('id', '=', uploadLinkId)
    .execute();
  if (fate.state === 'sent' || fate.state === 'waiting') return;
  for (const toEmail of await listReaderMails(tx, uploadLinkId)) {
    await queueMail(deps, tx, { kind: 'upload-link-bounced', toEmail, subjectId: uploadLinkId });
  }
}

/** The mails about upload links. */
export const uploadLinkMails: MailKinds = {
  'upload-link-notice': { compose: announcementMail('notice'), settled: noticeSettled },
  'upload-link-reminder': { compose: announcementMail('reminder') },
  'upload-link-bounced': { compose: bouncedMail },
};
