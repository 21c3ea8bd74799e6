import type { Db } from '@umschlag/db';
import { type Layout, layoutOf } from '@umschlag/sealed';
import { AppError } from '@umschlag/std';

export interface StoredPart {
  /** From 1. */
  readonly number: number;
  readonly sizeBytes: number;
  /** 32 octets. */
  readonly sha256: Buffer;
  readonly etag: string;
}

/** An upload with the parts that have arrived. */
export interface Upload {
  readonly id: string;
  readonly fileId: string;
  readonly deliveryId: string;
  readonly level: number;
  /** Of a submission: it has no account behind it. */
  readonly isSubmission: boolean;
  readonly objectKey: string;
  readonly multipartId: string;
  readonly state: 'open' | 'completing' | 'completed';
  readonly layout: Layout;
  readonly chunksPerPart: number;
  readonly partCount: number;
  readonly parts: readonly StoredPart[];
}

export function noSuchUpload(): AppError {
  return new AppError('not_found', 'There is no such upload.');
}

/** Without its parts. @throws AppError `not_found` */
export async function loadUploadRow(db: Db, uploadId: string): Promise<Omit<Upload, 'parts'>> {
  const row = await db
    .selectFrom('uploads')
    .innerJoin('delivery_files', 'delivery_files.id', 'uploads.file_id')
    .innerJoin('deliveries', 'deliveries.id', 'delivery_files.delivery_id')
    .select([
      'uploads.id',
      'uploads.file_id',
      'uploads.multipart_id',
      'uploads.state',
      'uploads.chunks_per_part',
      'uploads.part_count',
      'delivery_files.delivery_id',
      'deliveries.level',
      'deliveries.sender_id',
      'delivery_files.object_key',
      'delivery_files.plain_size_bytes',
    ])
    .where('uploads.id', '=', uploadId)
    .executeTakeFirst();
  if (!row) throw noSuchUpload();
  return {
    id: row.id,
    fileId: row.file_id,
    deliveryId: row.delivery_id,
    level: row.level,
    isSubmission: row.sender_id === null,
    objectKey: row.object_key,
    multipartId: row.multipart_id,
    state: row.state,
    layout: layoutOf(row.plain_size_bytes),
    chunksPerPart: row.chunks_per_part,
    partCount: row.part_count,
  };
}

/** @throws AppError `not_found` */
export async function loadUpload(db: Db, uploadId: string): Promise<Upload> {
  const upload = await loadUploadRow(db, uploadId);
  const rows = await db
    .selectFrom('upload_parts')
    .select(['number', 'size_bytes', 'sha256', 'etag'])
    .where('upload_id', '=', uploadId)
    .orderBy('number')
    .execute();
  const parts = rows.map(({ number, size_bytes, sha256, etag }) => ({ number, sizeBytes: size_bytes, sha256, etag }));
  return { ...upload, parts };
}
