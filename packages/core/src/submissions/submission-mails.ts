import type { Db } from '@umschlag/db';
import { type RenderedMail, renderMail } from '@umschlag/mailer';
import { packIds } from '@umschlag/std';
import { CHALLENGE_MINUTES } from '../accounts/index.ts';
import type { Deps } from '../deps.ts';
import type { MailKinds } from '../mail/index.ts';
import { entranceLink } from '../upload-links/index.ts';
import { submissionCode, submissionLink } from './submission-link.ts';

/** What the mails about one submission need to know. */
async function loadFacts(db: Db, submissionId: string) {
  return db
    .selectFrom('submissions as s')
    .innerJoin('deliveries as d', 'd.id', 's.delivery_id')
    .innerJoin('upload_links as l', 'l.id', 's.upload_link_id')
    .innerJoin('accounts as a', 'a.id', 'l.owner_id')
    .innerJoin('organisations as o', 'o.id', 'l.organisation_id')
    .select(['d.state', 'd.sent_at', 's.picked_up_at', 'l.id as upload_link_id', 'l.language', 'l.owner_fingerprint'])
    .select(['a.language as owner_language', 'o.name as organisation', 'o.time_zone'])
    .where('s.delivery_id', '=', submissionId)
    .executeTakeFirst();
}

type Facts = NonNullable<Awaited<ReturnType<typeof loadFacts>>> & { readonly sent_at: Date };

/** Dropped once it can no longer be read. */
function aboutSubmission(write: (deps: Deps, facts: Facts, submissionId: string) => RenderedMail | undefined) {
  return async (deps: Deps, db: Db, submissionId: string): Promise<RenderedMail | undefined> => {
    const facts = await loadFacts(db, submissionId);
    if (facts?.state !== 'active' || !facts.sent_at) return undefined;
    return write(deps, { ...facts, sent_at: facts.sent_at }, submissionId);
  };
}

function citizensSetting({ platformName }: Deps, { language, time_zone: timeZone }: Facts) {
  return { language, platformName, timeZone };
}

const arrivedMail = aboutSubmission((deps, facts, id) =>
  renderMail(
    'submission-arrived',
    { arrivedAt: facts.sent_at, link: `${deps.publicUrl}/inbox/${packIds(facts.upload_link_id, id)}` },
    { language: facts.owner_language, platformName: deps.platformName, timeZone: facts.time_zone },
  ),
);

const receiptMail = aboutSubmission((deps, facts, id) =>
  renderMail(
    'submission-receipt',
    { organisation: facts.organisation, arrivedAt: facts.sent_at, link: submissionLink(deps, id, facts) },
    citizensSetting(deps, facts),
  ),
);

const pickedUpMail = aboutSubmission((deps, facts, id) =>
  facts.picked_up_at
    ? renderMail(
        'submission-picked-up',
        { organisation: facts.organisation, fetchedAt: facts.picked_up_at, link: submissionLink(deps, id, facts) },
        citizensSetting(deps, facts),
      )
    : undefined,
);

const rejectedMail = aboutSubmission((deps, facts, id) =>
  renderMail(
    'submission-rejected',
    { organisation: facts.organisation, link: submissionLink(deps, id, facts) },
    citizensSetting(deps, facts),
  ),
);

async function codeMail(deps: Deps, db: Db, challengeId: string): Promise<RenderedMail | undefined> {
  const facts = await db
    .selectFrom('submission_challenges as c')
    .innerJoin('upload_links as l', 'l.id', 'c.upload_link_id')
    .innerJoin('organisations as o', 'o.id', 'l.organisation_id')
    .select(['c.used_at', 'c.expires_at', 'l.id', 'l.owner_fingerprint', 'l.language', 'o.name', 'o.time_zone'])
    .where('c.id', '=', challengeId)
    .executeTakeFirst();
  if (!facts || facts.used_at || facts.expires_at <= deps.clock.now()) return undefined;
  const input = {
    organisation: facts.name,
    link: entranceLink(deps, facts),
    code: submissionCode(deps.keys, challengeId),
    validMinutes: CHALLENGE_MINUTES,
  };
  const setting = { language: facts.language, platformName: deps.platformName, timeZone: facts.time_zone };
  return renderMail('submission-code', input, setting);
}

/** The mails about submissions. */
export const submissionMails: MailKinds = {
  'submission-code': { compose: codeMail },
  'submission-arrived': { compose: arrivedMail },
  'submission-receipt': { compose: receiptMail },
  'submission-picked-up': { compose: pickedUpMail },
  'submission-rejected': { compose: rejectedMail },
};
