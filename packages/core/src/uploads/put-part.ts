import type { Tx } from '@umschlag/db';
import { partOf } from '@umschlag/sealed';
import { AppError, type ByteSource } from '@umschlag/std';
import { StorageError } from '@umschlag/storage';
import type { Deps } from '../deps.ts';
import { refuseForStorage } from '../storage/index.ts';
import { loadUploadRow, noSuchUpload, type Upload } from './upload-row.ts';

/** One sealed part on its way. */
export interface ArrivingPart {
  /** From 1. */
  readonly number: number;
  /** What Content-Length says. */
  readonly sizeBytes: number;
  /** What Content-Digest says; 32 octets. */
  readonly sha256: Buffer;
  readonly body: ByteSource;
}

type UploadRow = Omit<Upload, 'parts'>;

/**
 * Stores one sealed part, streamed. The row is written after the storage has acknowledged, so that what is listed as
 * arrived has arrived. The same part again is accepted without being written again, and its body need not be read.
 * @throws AppError `not_found`, `part_number_invalid`, `part_size_mismatch` (details: `expected`), `part_conflict`,
 *   `part_digest_mismatch`, `upload_completed`, `storage_unavailable`, `storage_full`
 */
export async function putPart(deps: Deps, uploadId: string, part: ArrivingPart): Promise<void> {
  const upload = await loadUploadRow(deps.database.db, uploadId);
  requireFit(upload, part);
  const stored = await deps.database.db
    .selectFrom('upload_parts')
    .select('sha256')
    .where('upload_id', '=', uploadId)
    .where('number', '=', part.number)
    .executeTakeFirst();
  if (stored) return requireSame(stored.sha256, part);
  requireOpen(upload.state);
  const { sealedStart: offset } = partOf(upload.layout, upload.chunksPerPart, part.number);
  const { etag } = await deps.store
    .putPart(upload.objectKey, upload.multipartId, { ...part, offset }, part.body)
    .catch(refuse);
  const isOurs = await deps.database.transaction((tx) => recordPart(deps, tx, uploadId, part, etag));
  if (!isOurs) throw conflict();
}

function requireFit(upload: UploadRow, { number, sizeBytes }: ArrivingPart): void {
  if (!Number.isInteger(number) || number < 1 || number > upload.partCount) {
    throw new AppError('part_number_invalid', 'The upload has no part of this number.', {
      details: { partCount: upload.partCount },
    });
  }
  const { sealedStart, sealedEnd } = partOf(upload.layout, upload.chunksPerPart, number);
  const expected = sealedEnd - sealedStart;
  if (sizeBytes !== expected) {
    throw new AppError('part_size_mismatch', 'The part has another size than the layout gives it.', {
      details: { expected },
    });
  }
}

/** A multipart upload that is gone was aborted together with its file. */
function refuse(error: unknown): never {
  if (error instanceof StorageError && error.code === 'no_such_multipart') throw noSuchUpload();
  if (error instanceof StorageError && error.code === 'digest_mismatch') {
    throw new AppError('part_digest_mismatch', 'The part does not have the digest that it declares.', { cause: error });
  }
  refuseForStorage(error);
}

function requireOpen(state: Upload['state']): void {
  if (state !== 'open') throw new AppError('upload_completed', 'The upload is complete already.');
}

function requireSame(sha256: Uint8Array, part: ArrivingPart): void {
  if (!part.sha256.equals(sha256)) throw conflict();
}

function conflict(): AppError {
  return new AppError('part_conflict', 'Another content has arrived for this part.');
}

/**
 * Notes an acknowledged part. When a rival with another content got in between, nobody knows whose octets the storage
 * kept: then neither counts, and the part has to be sent again.
 * @returns whether the part now stands as given
 */
async function recordPart(
  deps: Deps,
  tx: Tx,
  uploadId: string,
  { number, sizeBytes, sha256 }: ArrivingPart,
  etag: string,
): Promise<boolean> {
  const upload = await tx
    .selectFrom('uploads')
    .select('state')
    .where('id', '=', uploadId)
    .forShare()
    .executeTakeFirst();
  if (!upload) throw noSuchUpload();
  const row = { upload_id: uploadId, number, size_bytes: sizeBytes, sha256, etag, stored_at: deps.clock.now() };
  const thisPart = tx.selectFrom('upload_parts').select('sha256').where('upload_id', '=', uploadId);
  if (upload.state === 'open') {
    const inserted = await tx
      .insertInto('upload_parts')
      .values(row)
      .onConflict((rival) => rival.columns(['upload_id', 'number']).doNothing())
      .returning('number')
      .executeTakeFirst();
    if (inserted) return true;
  }
  const rival = await thisPart.where('number', '=', number).executeTakeFirst();
  if (rival && sha256.equals(rival.sha256)) return true;
  requireOpen(upload.state);
  await tx.deleteFrom('upload_parts').where('upload_id', '=', uploadId).where('number', '=', number).execute();
  return false;
}
