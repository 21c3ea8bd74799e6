import { AppError } from '@umschlag/std';
import type { Deps } from '../deps.ts';
import { lockOwnUploadLink, type UploadLinkRow } from './own-upload-link.ts';
import { checkDeadline } from './upload-link.policy.ts';

/** What may change while people hold the link; what they were told of level and documents stays. */
export interface UploadLinkChange {
  readonly deadlineAt?: Date | undefined;
  /** null: unlimited. */
  readonly maxSubmissions?: number | null | undefined;
}

/**
 * Extends or shortens an upload link, or raises its number of submissions. A passed deadline may be extended.
 * @throws AppError `not_found`, `upload_link_closed`, `deadline_out_of_policy`, `invalid_request` for fewer submissions
 *   than there are
 */
export async function changeUploadLink(
  deps: Deps,
  ownerId: string,
  uploadLinkId: string,
  { deadlineAt, maxSubmissions }: UploadLinkChange,
): Promise<void> {
  const now = deps.clock.now();
  if (deadlineAt !== undefined) checkDeadline(deadlineAt, now);
  await deps.database.transaction(async (tx) => {
    const link = await lockOwnUploadLink(tx, ownerId, uploadLinkId);
    requireNotClosed(link);
    if (typeof maxSubmissions === 'number' && maxSubmissions < link.accepted_count) throw fewerThanThere();
    await tx
      .updateTable('upload_links')
      .set({
        updated_at: now,
        ...(deadlineAt !== undefined && { deadline_at: deadlineAt, reminded_at: null }),
        ...(maxSubmissions !== undefined && { max_submissions: maxSubmissions }),
      })
      .where('id', '=', uploadLinkId)
      .execute();
  });
}

/** Closes an upload link at once and for good. What was submitted stays for its owner. @throws AppError `not_found` */
export async function closeUploadLink(deps: Deps, ownerId: string, uploadLinkId: string): Promise<void> {
  const now = deps.clock.now();
  await deps.database.transaction(async (tx) => {
    const { closed_at } = await lockOwnUploadLink(tx, ownerId, uploadLinkId);
    if (closed_at) return;
    await tx
      .updateTable('upload_links')
      .set({ closed_at: now, updated_at: now })
      .where('id', '=', uploadLinkId)
      .execute();
  });
}

/** @throws AppError `upload_link_closed` */
export function requireNotClosed({ closed_at, ended_at }: Pick<UploadLinkRow, 'closed_at' | 'ended_at'>): void {
  if (closed_at || ended_at) throw new AppError('upload_link_closed', 'The upload link has been closed.');
}

function fewerThanThere(): AppError {
  return new AppError('invalid_request', 'There are more submissions than that already.', {
    details: { part: 'body', field: 'maxSubmissions' },
  });
}
