import { loadContentKeys } from '../content/index.ts';
import type { Deps } from '../deps.ts';
import { describeEntrance, type EntranceView } from '../upload-links/index.ts';
import { stateForBegun } from './begun.policy.ts';
import { describeFiles, type SubmittedFileView } from './describe-files.ts';
import type { ResolvedSubmission } from './resolve-submission.ts';
import { submissionToken } from './submission-link.ts';

/** One of those that belong together: the first, and what was added or replaced. */
export interface SentSubmissionView {
  readonly id: string;
  /** Of its own page. */
  readonly token: string;
  readonly sentAt: Date;
  readonly expiresAt: Date;
  readonly pickedUpAt: Date | null;
}

/** A submission as whoever submits sees it. */
export interface SubmissionView {
  readonly id: string;
  readonly state: 'draft' | 'sent';
  readonly isSupplement: boolean;
  readonly email: string | null;
  readonly isConfirmed: boolean;
  /** Whether it can be sent, once begun; and if not, why. */
  readonly sendable: ReturnType<typeof stateForBegun>;
  readonly entrance: EntranceView;
  /** Its own, and those of what was sent with it, oldest first. */
  readonly files: readonly SubmittedFileView[];
  readonly sent: readonly SentSubmissionView[];
}

/** @param resolved proved by its token: so the PIN is not asked for again */
export async function describeSubmission(deps: Deps, resolved: ResolvedSubmission): Promise<SubmissionView> {
  const { submission, delivery, link } = resolved;
  const related = await loadRelated(deps, resolved);
  const keys = await loadContentKeys(
    deps,
    deps.database.db,
    related.map(({ id }) => id),
  );
  return {
    id: resolved.id,
    state: delivery.state === 'draft' ? 'draft' : 'sent',
    isSupplement: submission.supplements !== null,
    email: submission.submitter_email,
    isConfirmed: submission.confirmed_at !== null,
    sendable: stateForBegun(link, submission, deps.clock.now()),
    entrance: await describeEntrance(deps, link, true),
    files: await describeFiles(deps.database.db, related, keys),
    sent: related.flatMap(({ id, sent_at: sentAt, expires_at: expiresAt, picked_up_at: pickedUpAt }) =>
      sentAt && expiresAt ? [{ id, token: submissionToken(deps.keys, id), sentAt, expiresAt, pickedUpAt }] : [],
    ),
  };
}

/** Itself, and those that were sent before or after it and can still be read; other drafts are other tabs' business. */
async function loadRelated(deps: Deps, { id, submission }: ResolvedSubmission) {
  const first = submission.supplements ?? id;
  return deps.database.db
    .selectFrom('submissions as s')
    .innerJoin('deliveries as d', 'd.id', 's.delivery_id')
    .select(['d.id', 'd.level', 'd.sent_at', 'd.expires_at', 's.picked_up_at'])
    .where((is) => is.or([is('d.id', '=', first), is('s.supplements', '=', first)]))
    .where((is) =>
      is.or([is('d.id', '=', id), is.and([is('d.state', '=', 'active'), is('d.expires_at', '>', deps.clock.now())])]),
    )
    .orderBy('d.sent_at', (order) => order.asc().nullsLast())
    .execute();
}
