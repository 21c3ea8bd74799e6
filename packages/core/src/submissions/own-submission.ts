import { nothingHere } from '@umschlag/std';
import type { Deps } from '../deps.ts';
import { loadOwnUploadLink, type UploadLinkRow } from '../upload-links/index.ts';

/**
 * That a submission came through an upload link of this owner, and can still be read.
 * @returns the upload link
 * @throws AppError `not_found`
 */
export async function requireOwnSubmission(
  deps: Deps,
  ownerId: string,
  uploadLinkId: string,
  submissionId: string,
): Promise<UploadLinkRow> {
  const { db } = deps.database;
  const link = await loadOwnUploadLink(db, ownerId, uploadLinkId);
  const found = await db
    .selectFrom('submissions')
    .innerJoin('deliveries', 'deliveries.id', 'submissions.delivery_id')
    .select('deliveries.id')
    .where('deliveries.id', '=', submissionId)
    .where('submissions.upload_link_id', '=', link.id)
    .where('deliveries.state', '=', 'active')
    .where('deliveries.expires_at', '>', deps.clock.now())
    .executeTakeFirst();
  if (!found) throw nothingHere();
  return link;
}
