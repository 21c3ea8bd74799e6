import { AppError } from '@umschlag/std';
import { throttleClient } from '../accounts/index.ts';
import type { Deps } from '../deps.ts';
import { entranceState, requireOpen, requireUnlocked, type UploadLinkRow } from '../upload-links/index.ts';
import { confirmAddress, type TypedCode } from './confirm-address.ts';
import { type BegunSubmission, insertSubmission } from './insert-submission.ts';

export interface SubmissionWish {
  /** What `unlockEntrance` gave, where the upload link has a PIN. */
  readonly grant?: string | undefined;
  /** Level 2: the mailed code. */
  readonly confirmation?: TypedCode | undefined;
  readonly clientAddress: string;
}

/**
 * Begins a submission: an empty draft that whoever has its token fills. It counts for nothing until it is sent.
 * @throws AppError `pin_required`, `upload_link_closed`, `deadline_passed`, `submissions_full`, `too_many_requests`;
 *   at level 2 `address_not_confirmed` without a code, and `code_wrong_or_expired`
 */
export async function beginSubmission(
  deps: Deps,
  link: UploadLinkRow,
  { grant, confirmation, clientAddress }: SubmissionWish,
): Promise<BegunSubmission> {
  await requireUnlocked(deps, link, grant);
  requireOpen(entranceState(link, deps.clock.now()));
  await throttleClient(deps, 'submission-client', clientAddress);
  if (link.level === 1) {
    return deps.database.transaction((tx) =>
      insertSubmission(deps, tx, link, { submitter: undefined, supplements: null }),
    );
  }
  if (!confirmation) throw new AppError('address_not_confirmed', 'Confirm your mail address first.');
  const begun = await deps.database.transaction(async (tx) => {
    const submitter = await confirmAddress(deps, tx, link.id, confirmation);
    return submitter && insertSubmission(deps, tx, link, { submitter, supplements: null });
  });
  if (!begun) throw new AppError('code_wrong_or_expired', 'The code is wrong or has expired.');
  return begun;
}
