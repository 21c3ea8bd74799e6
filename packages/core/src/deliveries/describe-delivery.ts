import type { Db, Schema } from '@umschlag/db';
import type { Selectable } from 'kysely';
import { type FileName, isEndToEnd, loadContentKey, openFileName } from '../content/index.ts';
import type { Deps } from '../deps.ts';
import { type AnsweredView, type AnswerView, describeAnswered, listAnswers } from './describe-replies.ts';
import { describeDetails } from './details.ts';
import { type DeliveryRow, loadOwnDelivery } from './own-delivery.ts';
import { type ShownState, shownState } from './shown-state.policy.ts';

export interface RecipientView {
  readonly row: Selectable<Schema['delivery_recipients']>;
  /** Of the key that the recipient's manifest is encrypted to. */
  readonly readerFingerprint: string | null;
  readonly fetches: readonly { readonly fileId: string; readonly deliveredAt: Date }[];
}

export interface FileView {
  readonly id: string;
  /** null at levels 3 and 4, as is the media type: the manifest has them. Null too when the content is destroyed. */
  readonly path: readonly string[] | null;
  readonly position: number;
  readonly mediaType: string | null;
  readonly sizeBytes: number;
  readonly sealedSizeBytes: number;
  readonly state: 'uploading' | 'stored';
  readonly uploadId: string | null;
}

/** A delivery as its sender sees it. */
export interface DeliveryView {
  readonly row: DeliveryRow;
  readonly state: ShownState;
  /** null at level 4, as is the message. */
  readonly subject: string | null;
  readonly message: string | null;
  readonly recipients: readonly RecipientView[];
  readonly files: readonly FileView[];
  /** What it answers; null if it is no reply. */
  readonly answered: AnsweredView | null;
  /** Replies to it. */
  readonly answers: readonly AnswerView[];
}

/** @throws AppError `not_found` */
export async function describeDelivery(deps: Deps, senderId: string, deliveryId: string): Promise<DeliveryView> {
  const { db } = deps.database;
  const row = await loadOwnDelivery(db, senderId, deliveryId);
  const contentKey = await loadContentKey(deps, db, deliveryId);
  return {
    row,
    state: shownState(row, deps.clock.now()),
    ...describeDetails(contentKey, row),
    recipients: await loadRecipients(db, deliveryId),
    files: await loadFiles(db, row, contentKey),
    answered: await describeAnswered(deps, row),
    answers: await listAnswers(deps, deliveryId),
  };
}

async function loadRecipients(db: Db, deliveryId: string): Promise<RecipientView[]> {
  const rows = await db
    .selectFrom('delivery_recipients')
    .leftJoin('manifests', 'manifests.recipient_id', 'delivery_recipients.id')
    .selectAll('delivery_recipients')
    .select('manifests.reader_fingerprint')
    .where('delivery_recipients.delivery_id', '=', deliveryId)
    .orderBy('delivery_recipients.position')
    .execute();
  const fetches = await db
    .selectFrom('fetches')
    .innerJoin('delivery_recipients', 'delivery_recipients.id', 'fetches.recipient_id')
    .select(['fetches.recipient_id', 'fetches.file_id', 'fetches.delivered_at'])
    .where('delivery_recipients.delivery_id', '=', deliveryId)
    .where('fetches.state', '=', 'delivered')
    .orderBy('fetches.delivered_at')
    .execute();
  return rows.map(({ reader_fingerprint, ...row }) => ({
    row,
    readerFingerprint: reader_fingerprint,
    fetches: fetches.flatMap((fetch) =>
      fetch.recipient_id === row.id && fetch.delivered_at
        ? [{ fileId: fetch.file_id, deliveredAt: fetch.delivered_at }]
        : [],
    ),
  }));
}

async function loadFiles(db: Db, delivery: DeliveryRow, contentKey: Uint8Array | undefined): Promise<FileView[]> {
  const rows = await db
    .selectFrom('delivery_files')
    .leftJoin('uploads', 'uploads.file_id', 'delivery_files.id')
    .select([
      'delivery_files.id',
      'delivery_files.position',
      'delivery_files.sealed_path',
      'delivery_files.plain_size_bytes',
      'delivery_files.sealed_size_bytes',
      'delivery_files.state',
      'uploads.id as upload_id',
    ])
    .where('delivery_files.delivery_id', '=', delivery.id)
    .orderBy('delivery_files.position')
    .execute();
  return rows.map((row) => ({
    id: row.id,
    ...(isEndToEnd(delivery.level) ? { path: null, mediaType: null } : nameOf(contentKey, row)),
    position: row.position,
    sizeBytes: row.plain_size_bytes,
    sealedSizeBytes: row.sealed_size_bytes,
    state: row.state,
    uploadId: row.state === 'uploading' ? row.upload_id : null,
  }));
}

/** After the content key is gone the name is gone too; the file stays, for the proof of who fetched what. */
function nameOf(
  contentKey: Uint8Array | undefined,
  row: { id: string; sealed_path: Buffer | null },
): FileName | { path: null; mediaType: null } {
  if (!contentKey || !row.sealed_path) return { path: null, mediaType: null };
  return openFileName(contentKey, row.id, row.sealed_path);
}
