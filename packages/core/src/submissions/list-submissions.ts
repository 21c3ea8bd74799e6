import { loadContentKeys } from '../content/index.ts';
import { deliveryLinkToken } from '../deliveries/index.ts';
import type { Deps } from '../deps.ts';
import { loadOwnUploadLink } from '../upload-links/index.ts';
import { describeFiles, type SubmittedFileView } from './describe-files.ts';
import { type SubmissionSeal, sealOf } from './seal.ts';

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
  /** What it is opened and checked with; null at levels 1 and 2. */
  readonly seal: SubmissionSeal | null;
  readonly files: readonly SubmittedFileView[];
}

/**
 * What came through an upload link and can still be read, newest first.
 * @throws AppError `not_found` for whoever may not act for the upload link
 */
export async function listSubmissions(
  deps: Deps,
  accountId: string,
  uploadLinkId: string,
): Promise<ReceivedSubmissionView[]> {
  const { db } = deps.database;
  await loadOwnUploadLink(db, accountId, uploadLinkId);
  const rows = await db
    .selectFrom('submissions as s')
    .innerJoin('deliveries as d', 'd.id', 's.delivery_id')
    .innerJoin('delivery_recipients as r', 'r.delivery_id', 'd.id')
    .select(['d.id', 'd.level', 'd.sent_at', 'd.expires_at', 'r.id as recipient_id', 'r.opened_at'])
    .leftJoin('manifests as m', 'm.recipient_id', 'r.id')
    .select(['s.supplements', 's.submitter_email', 's.confirmed_at', 's.picked_up_at'])
    .select(['s.submitter_key', 's.submitter_fingerprint', 'm.reader_fingerprint'])
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
      seal: sealOf(row),
      files: files.get(row.id) ?? [],
    };
  });
}
