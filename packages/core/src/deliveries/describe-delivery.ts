import type { Db, Schema } from '@umschlag/db';
import type { Selectable } from 'kysely';
import { type FileName, loadContentKey, openFileName } from '../content/index.ts';
import type { Deps } from '../deps.ts';
import { openDetails } from './details.ts';
import { type DeliveryRow, loadOwnDelivery } from './own-delivery.ts';

export type ShownState = 'draft' | 'active' | 'recalled' | 'expired';

export interface RecipientView {
  readonly row: Selectable<Schema['delivery_recipients']>;
  readonly fetches: readonly { readonly fileId: string; readonly deliveredAt: Date }[];
}

export interface FileView {
  readonly id: string;
  readonly path: readonly string[];
  readonly position: number;
  readonly mediaType: string;
  readonly sizeBytes: number;
  readonly state: 'uploading' | 'stored';
  readonly uploadId: string | null;
}

/** A delivery as its sender sees it. */
export interface DeliveryView {
  readonly row: DeliveryRow;
  readonly state: ShownState;
  readonly subject: string;
  readonly message: string;
  readonly recipients: readonly RecipientView[];
  readonly files: readonly FileView[];
}

/** An active delivery whose time has come is expired, whether a job has been there yet or not. */
export function shownState(row: { state: DeliveryRow['state']; expires_at: Date | null }, now: Date): ShownState {
  if (row.state === 'purging' || row.state === 'purged') return 'expired';
  return row.state === 'active' && row.expires_at !== null && row.expires_at <= now ? 'expired' : row.state;
}

/** @throws AppError `not_found` */
export async function describeDelivery(deps: Deps, senderId: string, deliveryId: string): Promise<DeliveryView> {
  const { db } = deps.database;
  const row = await loadOwnDelivery(db, senderId, deliveryId);
  const contentKey = await loadContentKey(deps, db, deliveryId);
  return {
    row,
    state: shownState(row, deps.clock.now()),
    ...openDetails(contentKey, row),
    recipients: await loadRecipients(db, deliveryId),
    files: await loadFiles(db, deliveryId, contentKey),
  };
}

async function loadRecipients(db: Db, deliveryId: string): Promise<RecipientView[]> {
  const rows = await db
    .selectFrom('delivery_recipients')
    .selectAll()
    .where('delivery_id', '=', deliveryId)
    .orderBy('position')
    .execute();
  const fetches = await db
    .selectFrom('fetches')
    .innerJoin('delivery_recipients', 'delivery_recipients.id', 'fetches.recipient_id')
    .select(['fetches.recipient_id', 'fetches.file_id', 'fetches.delivered_at'])
    .where('delivery_recipients.delivery_id', '=', deliveryId)
    .where('fetches.state', '=', 'delivered')
    .orderBy('fetches.delivered_at')
    .execute();
  return rows.map((row) => ({
    row,
    fetches: fetches.flatMap((fetch) =>
      fetch.recipient_id === row.id && fetch.delivered_at
        ? [{ fileId: fetch.file_id, deliveredAt: fetch.delivered_at }]
        : [],
    ),
  }));
}

async function loadFiles(db: Db, deliveryId: string, contentKey: Uint8Array | undefined): Promise<FileView[]> {
  const rows = await db
    .selectFrom('delivery_files')
    .leftJoin('uploads', 'uploads.file_id', 'delivery_files.id')
    .select([
      'delivery_files.id',
      'delivery_files.position',
      'delivery_files.sealed_path',
      'delivery_files.plain_size_bytes',
      'delivery_files.state',
      'uploads.id as upload_id',
    ])
    .where('delivery_files.delivery_id', '=', deliveryId)
    .orderBy('delivery_files.position')
    .execute();
  return rows.map((row) => ({
    id: row.id,
    ...nameOf(contentKey, row),
    position: row.position,
    sizeBytes: row.plain_size_bytes,
    state: row.state,
    uploadId: row.state === 'uploading' ? row.upload_id : null,
  }));
}

/** After the content key is gone the name is gone too; the number stays, for the proof of who fetched what. */
function nameOf(
  contentKey: Uint8Array | undefined,
  row: { id: string; position: number; sealed_path: Buffer },
): FileName {
  if (!contentKey) return { path: [`#${row.position + 1}`], mediaType: 'application/octet-stream' };
  return openFileName(contentKey, row.id, row.sealed_path);
}
