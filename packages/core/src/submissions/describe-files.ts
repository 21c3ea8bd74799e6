import type { Db, ReviewState } from '@umschlag/db';
import { type FileName, isEndToEnd, openField, openFileName } from '../content/index.ts';

/** A file of a submission, for whoever submits and for whom it is. */
export interface SubmittedFileView {
  readonly id: string;
  readonly submissionId: string;
  readonly requestedDocumentId: string | null;
  /** null at levels 3 and 4, and once the content key has been destroyed; as is the media type. */
  readonly path: readonly string[] | null;
  readonly mediaType: string | null;
  readonly sizeBytes: number;
  /** What whoever submitted commits to, hexadecimal; null at levels 1 and 2, and while it is not sent. */
  readonly commitment: string | null;
  readonly state: 'uploading' | 'stored';
  readonly uploadId: string | null;
  /** null while it is not sent. */
  readonly review: { readonly state: ReviewState; readonly reason: string | null; readonly at: Date | null } | null;
}

/** Files of submissions in the order of sending and of their places. @param keys content keys by submission */
export async function describeFiles(
  db: Db,
  submissions: readonly { readonly id: string; readonly level: number }[],
  keys: ReadonlyMap<string, Uint8Array>,
): Promise<SubmittedFileView[]> {
  const ids = submissions.map(({ id }) => id);
  if (ids.length === 0) return [];
  const rows = await db
    .selectFrom('delivery_files as f')
    .leftJoin('uploads as u', 'u.file_id', 'f.id')
    .innerJoin('deliveries as d', 'd.id', 'f.delivery_id')
    .select(['f.id', 'f.delivery_id', 'f.requested_document_id', 'f.sealed_path', 'f.plain_size_bytes', 'f.state'])
    .select([
      'f.review_state',
      'f.sealed_review_reason',
      'f.reviewed_at',
      'u.id as upload_id',
      'd.level',
      'f.plain_digest',
    ])
    .where('f.delivery_id', 'in', ids)
    .orderBy('d.sent_at', (order) => order.asc().nullsLast())
    .orderBy('f.delivery_id')
    .orderBy('f.position')
    .execute();
  return rows.map((row) => {
    const key = keys.get(row.delivery_id);
    return {
      id: row.id,
      submissionId: row.delivery_id,
      requestedDocumentId: row.requested_document_id,
      ...nameOf(key, row),
      sizeBytes: row.plain_size_bytes,
      commitment: isEndToEnd(row.level) ? (row.plain_digest?.toString('hex') ?? null) : null,
      state: row.state,
      uploadId: row.state === 'uploading' ? row.upload_id : null,
      review: row.review_state && {
        state: row.review_state,
        reason: openReason(key, row),
        at: row.reviewed_at,
      },
    };
  });
}

/** Where the reason of a rejection is bound to. */
export const reasonContext = (fileId: string) => `${fileId}/review-reason`;

function openReason(
  key: Uint8Array | undefined,
  { id, sealed_review_reason: sealed }: { id: string; sealed_review_reason: Buffer | null },
): string | null {
  return key && sealed ? openField<string>(key, reasonContext(id), sealed) : null;
}

function nameOf(
  key: Uint8Array | undefined,
  row: { id: string; level: number; sealed_path: Buffer | null },
): FileName | { path: null; mediaType: null } {
  if (!key || !row.sealed_path || isEndToEnd(row.level)) return { path: null, mediaType: null };
  return openFileName(key, row.id, row.sealed_path);
}
