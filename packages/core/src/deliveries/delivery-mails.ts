import type { Db, Tx } from '@umschlag/db';
import { type RenderedMail, renderMail } from '@umschlag/mailer';
import type { Deps } from '../deps.ts';
import { bounceReason, type MailFate, type MailKinds, queueMail } from '../mail/index.ts';
import { deliveryLink } from './delivery-link.ts';

/** What the mails about one recipient need to know. */
async function loadAnnouncement(db: Db, recipientId: string) {
  return db
    .selectFrom('delivery_recipients as r')
    .innerJoin('deliveries as d', 'd.id', 'r.delivery_id')
    .innerJoin('accounts as a', 'a.id', 'd.sender_id')
    .innerJoin('organisations as o', 'o.id', 'd.organisation_id')
    .select([
      'r.email',
      'r.mail_reason',
      'd.id as delivery_id',
      'd.state',
      'd.level',
      'd.is_reply',
      'd.language',
      'd.expires_at',
      'a.email as sender_email',
      'a.display_name',
      'a.language as sender_language',
      'o.name as organisation',
      'o.time_zone',
    ])
    .where('r.id', '=', recipientId)
    .executeTakeFirst();
}

type Announcement = NonNullable<Awaited<ReturnType<typeof loadAnnouncement>>>;

/** For the recipient: that something is there. Dropped once it is recalled or expired. */
function announcementMail(kind: 'notice' | 'reminder') {
  return async (deps: Deps, db: Db, recipientId: string): Promise<RenderedMail | undefined> => {
    const facts = await loadAnnouncement(db, recipientId);
    if (facts?.state !== 'active' || !facts.expires_at || facts.expires_at <= deps.clock.now()) return undefined;
    const common = { expiresAt: facts.expires_at, link: deliveryLink(deps, recipientId) };
    const setting = { language: facts.language, platformName: deps.platformName, timeZone: facts.time_zone };
    // Who answers may be a citizen: nothing is said in an organisation's name.
    if (facts.is_reply) return renderMail(`reply-${kind}`, { ...common, author: facts.sender_email }, setting);
    const sender = { displayName: facts.display_name, organisation: facts.organisation };
    return renderMail(`delivery-${kind}`, { ...common, sender, level: facts.level === 1 ? 1 : 2 }, setting);
  };
}

/** For the sender: the page of the delivery says more. */
function senderSetting(deps: Deps, facts: Announcement) {
  return { language: facts.sender_language, platformName: deps.platformName, timeZone: facts.time_zone };
}

function detailPage(deps: Deps, facts: Announcement): string {
  return `${deps.publicUrl}/deliveries/${facts.delivery_id}`;
}

async function receiptMail(deps: Deps, db: Db, recipientId: string): Promise<RenderedMail | undefined> {
  const facts = await loadAnnouncement(db, recipientId);
  const first = await db
    .selectFrom('fetches')
    .select('delivered_at')
    .where('recipient_id', '=', recipientId)
    .where('state', '=', 'delivered')
    .orderBy('delivered_at')
    .executeTakeFirst();
  if (!facts || !first?.delivered_at) return undefined;
  const input = { recipient: facts.email, fetchedAt: first.delivered_at, link: detailPage(deps, facts) };
  return renderMail('delivery-receipt', input, senderSetting(deps, facts));
}

async function bouncedMail(deps: Deps, db: Db, recipientId: string): Promise<RenderedMail | undefined> {
  const facts = await loadAnnouncement(db, recipientId);
  if (!facts) return undefined;
  const input = { recipient: facts.email, reason: bounceReason(facts.mail_reason), link: detailPage(deps, facts) };
  return renderMail('delivery-bounced', input, senderSetting(deps, facts));
}

const RECIPIENT_STATE = {
  sent: 'mailed',
  rejected: 'bounced',
  failed: 'bounced',
  letter: 'letter',
  waiting: 'waiting',
} as const;

/** The sender sees it in the list, and is told by mail when a recipient cannot be reached. */
async function noticeSettled(deps: Deps, tx: Tx, recipientId: string, fate: MailFate): Promise<void> {
  await tx
    .updateTable('delivery_recipients')
    .set({
      mail_state: RECIPIENT_STATE[fate.state],
      mail_reason: 'reason' in fate ? fate.reason : null,
      ...(fate.state === 'sent' && { mailed_at: deps.clock.now() }),
    })
    .where('id', '=', recipientId)
    .execute();
  if (fate.state === 'sent' || fate.state === 'waiting') return;
  const facts = await loadAnnouncement(tx, recipientId);
  if (!facts) return;
  await queueMail(deps, tx, { kind: 'delivery-bounced', toEmail: facts.sender_email, subjectId: recipientId });
}

/** The mails about deliveries. */
export const deliveryMails: MailKinds = {
  'delivery-notice': { compose: announcementMail('notice'), settled: noticeSettled },
  'delivery-reminder': { compose: announcementMail('reminder') },
  'delivery-receipt': { compose: receiptMail },
  'delivery-bounced': { compose: bouncedMail },
};
