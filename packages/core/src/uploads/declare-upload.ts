import { DatabaseUnavailable } from '@umschlag/db';
import { chunksPerPartFor, layoutOf, partCountOf } from '@umschlag/sealed';
import { DAY_MS, newId, SECOND_MS } from '@umschlag/std';
import { type FileName, requireContentKey } from '../content/index.ts';
import { type Author, limitsOfDraft, loadAuthored, requireDraft } from '../deliveries/index.ts';
import type { Deps } from '../deps.ts';
import { refuseForStorage } from '../storage/index.ts';
import { signToken } from '../tokens/index.ts';
import { parseFilePath } from './file-path.policy.ts';
import { insertFile, objectKeyOf, requireNameByLevel } from './file-row.ts';
import { cleanMediaType } from './media-type.policy.ts';
import { requireRoom } from './quota.policy.ts';
import { loadUpload, type Upload } from './upload-row.ts';

/** Long enough for a slow line, and independent of the session that declared the upload. */
const TOKEN_TTL_SECONDS = (7 * DAY_MS) / SECOND_MS;

export interface UploadWish {
  readonly deliveryId: string;
  /** Folders from the outermost, then the file's own name. Levels 1 and 2 only, as is the media type. */
  readonly path?: readonly string[];
  readonly mediaType?: string;
  /** Octets of the plaintext. */
  readonly sizeBytes: number;
  /** Place among the files; the next free one counts. Without it the file becomes the last. */
  readonly position?: number;
  /** Of a submission: which requested document it is. */
  readonly requestedDocumentId?: string | undefined;
}

export interface DeclaredUpload {
  readonly upload: Upload;
  readonly uploadToken: string;
  /** 32 octets: the session key to seal under; `undefined` at levels 3 and 4, where the client makes its own. */
  readonly contentKey: Uint8Array | undefined;
}

/**
 * Declares a file of a draft, before an octet moves.
 *
 * The multipart upload is begun before the rows are written, and outside the transaction. If the rows cannot be
 * written it is aborted. What a crash in between leaves is a multipart upload without rows, which holds no octets
 * and which `sweepMultiparts` finds and aborts.
 * @throws AppError as {@link insertFile}, and `storage_unavailable`
 */
export async function declareUpload(deps: Deps, author: Author, wish: UploadWish): Promise<DeclaredUpload> {
  const name = await refuseEarly(deps, author, wish);
  const layout = layoutOf(wish.sizeBytes);
  const chunksPerPart = chunksPerPartFor(wish.sizeBytes);
  const [uploadId, fileId] = [newId(), newId()];
  const objectKey = objectKeyOf(wish.deliveryId, fileId);
  const multipartId = await deps.store
    .createMultipart(objectKey, { totalSizeBytes: layout.sealedSizeBytes })
    .catch(refuseForStorage);
  const contentKey = await deps.database
    .transaction(async (tx) => {
      await insertFile(deps, tx, author, {
        id: fileId,
        deliveryId: wish.deliveryId,
        objectKey,
        name,
        position: wish.position,
        requestedDocumentId: wish.requestedDocumentId,
        plainSizeBytes: wish.sizeBytes,
        sealedSizeBytes: layout.sealedSizeBytes,
        state: 'uploading',
      });
      const now = deps.clock.now();
      await tx
        .insertInto('uploads')
        .values({
          id: uploadId,
          file_id: fileId,
          multipart_id: multipartId,
          chunks_per_part: chunksPerPart,
          part_count: partCountOf(layout, chunksPerPart),
          state: 'open',
          created_at: now,
          updated_at: now,
        })
        .execute();
      return name ? requireContentKey(deps, tx, wish.deliveryId) : undefined;
    })
    .catch(async (error) => {
      // After a lost connection the rows may be there nevertheless; then the sweep decides.
      if (!(error instanceof DatabaseUnavailable)) await abortQuietly(deps, objectKey, multipartId);
      throw error;
    });
  const uploadToken = await signToken(deps, 'upload', { sub: uploadId }, TOKEN_TTL_SECONDS);
  return { upload: await loadUpload(deps.database.db, uploadId), uploadToken, contentKey };
}

/**
 * Spares the storage a request that the transaction would refuse anyhow; the transaction decides.
 * @returns the name as it is kept
 */
async function refuseEarly(deps: Deps, author: Author, wish: UploadWish): Promise<FileName | undefined> {
  const { deliveryId, path, mediaType, sizeBytes } = wish;
  const { db } = deps.database;
  const delivery = await loadAuthored(db, author, deliveryId);
  requireDraft(delivery);
  requireNameByLevel(delivery.level, wish);
  requireRoom({ fileCount: 0, totalBytes: 0 }, sizeBytes, await limitsOfDraft(db, delivery));
  if (path === undefined || mediaType === undefined) return undefined;
  return { path: parseFilePath(path), mediaType: cleanMediaType(mediaType) };
}

/** The error that led here is the one to tell; what is left over is swept later. */
async function abortQuietly(deps: Deps, objectKey: string, multipartId: string): Promise<void> {
  await deps.store.abortMultipart(objectKey, multipartId).catch(() => undefined);
}
