import { loadContentKeys } from '../content/index.ts';
import { deliveryLinkToken } from '../deliveries/index.ts';
import type { Deps } from '../deps.ts';
import { loadOwnUploadLink } from '../upload-links/index.ts';
import { describeFiles, type SubmittedFileView } from './describe-files.ts';

/** More than anybody works through on one page. */
const MAX_LISTED = 1000;

/** A submission as the owner of the upload link sees it. */
export interface ReceivedSubmissionView {
  readonly id: string;
  /** The first one that it adds to; null: it is one. */
  readonly supplements: string | null;
  readonly email: string | null;
  readonly isConfirmed: boolean;
  readonly sentAt: Date;
  readonly expiresAt: Date;
  readonly openedAt: Date | null;
  readonly pickedUpAt: Date | null;
  /** What its files are fetched with, as those of a delivery. */
  readonly linkToken: string;
  readonly files: readonly SubmittedFileView[];
}

/**
 * What came through an upload link and can still be read, newest first.
 * @throws AppError `not_found` for whoever does not own the upload link
 */
export async function listSubmissions(
  deps: Deps,
  ownerId: string,
  uploadLinkId: string,
): Promise<ReceivedSubmissionView[]> {
  const { db } = deps.database;
  await loadOwnUploadLink(db, ownerId, uploadLinkId);
  const rows = await db
    .selectFrom('submissions as s')
    .innerJoin('deliveries as d', 'd.id', 's.delivery_id')
    .innerJoin('upload_links as l', 'l.id', 's.upload_link_id')
    .innerJoin('accounts as a', 'a.id', 'l.owner_id')
    .innerJoin('delivery_recipients as r', (join) =>
      join.onRef('r.delivery_id', '=', 'd.id').onRef('r.email_key', '=', 'a.email_key'),
    )
    .select(['d.id', 'd.level', 'd.sent_at', 'd.expires_at', 'r.id as recipient_id', 'r.opened_at'])
    .select(['s.supplements', 's.submitter_email', 's.confirmed_at', 's.picked_up_at'])
    .where('s.upload_link_id', '=', uploadLinkId)
    .where('d.state', '=', 'active')
    .where('d.expires_at', '>', deps.clock.now())
    .orderBy('d.sent_at', 'desc')
    .orderBy('d.id')
    .limit(MAX_LISTED)
    .execute();
  const keys = await loadContentKeys(
    deps,
    db,
    rows.map(({ id }) => id),
  );
  const files = Map.groupBy(await describeFiles(db, rows, keys), (file) => file.submissionId);
  return rows.flatMap((row) => {
    if (!row.sent_at || !row.expires_at) return [];
    return {
      id: row.id,
      supplements: row.supplements,
      email: row.submitter_email,
      isConfirmed: row.confirmed_at !== null,
      sentAt: row.sent_at,
      expiresAt: row.expires_at,
      openedAt: row.opened_at,
      pickedUpAt: row.picked_up_at,
      linkToken: deliveryLinkToken(deps.keys, row.recipient_id),
      files: files.get(row.id) ?? [],
    };
  });
}
