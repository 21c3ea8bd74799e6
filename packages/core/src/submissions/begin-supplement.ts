import type { Tx } from '@umschlag/db';
import { AppError } from '@umschlag/std';
import type { Deps } from '../deps.ts';
import { entranceState, requireOpen } from '../upload-links/index.ts';
import { type BegunSubmission, insertSubmission } from './insert-submission.ts';
import type { ResolvedSubmission } from './resolve-submission.ts';

/** Of one submission, drafts included: each may fill the storage. */
const MAX_SUPPLEMENTS = 20;

/**
 * Begins a supplement: what was sent stays as it is, with its receipt, and what is added or replaced is sent with one of
 * its own. It is not counted, and needs no PIN or code again.
 * @throws AppError `delivery_not_active` while it is a draft itself, `upload_link_closed`, `deadline_passed`,
 *   `too_many_supplements` (details: `max`)
 */
export async function beginSupplement(
  deps: Deps,
  { submission, delivery, link }: ResolvedSubmission,
): Promise<BegunSubmission> {
  if (delivery.state !== 'active') throw new AppError('delivery_not_active', 'Send it first.');
  requireOpen(entranceState({ ...link, max_submissions: null }, deps.clock.now()));
  const first = submission.supplements ?? submission.delivery_id;
  return deps.database.transaction(async (tx) => {
    await requireRoom(tx, first);
    const { submitter_email: email, submitter_email_key: emailKey, confirmed_at: confirmedAt } = submission;
    const submitter = email === null || emailKey === null ? undefined : { email, emailKey, confirmedAt };
    return insertSubmission(deps, tx, link, { submitter, supplements: first });
  });
}

/** Holds the first one's row, so that of supplements begun at once none exceeds the number. */
async function requireRoom(tx: Tx, first: string): Promise<void> {
  await tx.selectFrom('submissions').select('delivery_id').where('delivery_id', '=', first).forUpdate().execute();
  const { count } = await tx
    .selectFrom('submissions')
    .select((select) => select.fn.countAll<number>().as('count'))
    .where('supplements', '=', first)
    .executeTakeFirstOrThrow();
  if (count < MAX_SUPPLEMENTS) return;
  throw new AppError('too_many_supplements', `A submission can have ${MAX_SUPPLEMENTS} supplements.`, {
    details: { max: MAX_SUPPLEMENTS },
  });
}
