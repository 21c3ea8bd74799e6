import { HEADER_OCTETS, SealedError, saltOf } from '@umschlag/sealed';
import { checkEnds } from '@umschlag/sealed/node';
import { AppError, type ByteSource } from '@umschlag/std';
import { StorageError } from '@umschlag/storage';
import { isEndToEnd, loadContentKey, openFileName } from '../content/index.ts';
import { forgetFiles } from '../deliveries/index.ts';
import type { Deps } from '../deps.ts';
import { noteObjects, refuseForStorage } from '../storage/index.ts';
import { admitSubmittedFile } from './admit-submitted-file.ts';
import { digestPlaintext, digestStored, type SubmittedFile } from './submitted-file.ts';
import { loadUpload, noSuchUpload, type Upload } from './upload-row.ts';

/** How many missing parts an answer lists. */
const LISTED_PARTS = 100;

/**
 * Completes an upload: parts 1..n without gap that add up, put together by the storage, and an object that is sealed,
 * as far as {@link checkSeal} can tell.
 *
 * Each step can be repeated: after a crash between any two, and by two replicas at once, completing again leads to the
 * same end. From `completing` on no part is taken any more.
 * @throws AppError `not_found`, `upload_incomplete` (details: `missing`), `upload_size_mismatch`, `upload_not_sealed`
 *   (the file is forgotten then), `storage_unavailable`
 */
export async function completeUpload(deps: Deps, uploadId: string): Promise<Upload> {
  const upload = await loadUpload(deps.database.db, uploadId);
  if (upload.state === 'completed') return upload;
  requireAllParts(upload);
  await beginCompleting(deps, upload);
  await joinParts(deps, upload);
  const digests = await checkSeal(deps, upload);
  await finish(deps, upload, digests);
  return { ...upload, state: 'completed' };
}

function requireAllParts({ parts, partCount, layout }: Upload): void {
  const arrived = new Set(parts.map((part) => part.number));
  const missing = Array.from({ length: partCount }, (_, index) => index + 1).filter((number) => !arrived.has(number));
  if (missing.length > 0) {
    throw new AppError('upload_incomplete', 'Not all parts have arrived yet.', {
      details: { missing: missing.slice(0, LISTED_PARTS), missingCount: missing.length },
    });
  }
  const sum = parts.reduce((total, part) => total + part.sizeBytes, 0);
  if (sum !== layout.sealedSizeBytes) {
    throw new AppError('upload_size_mismatch', 'The parts do not add up to the declared size.', {
      details: { expected: layout.sealedSizeBytes, arrived: sum },
    });
  }
}

/** From here on the parts stand still: a part that is being recorded holds the row, and is waited for. */
async function beginCompleting(deps: Deps, upload: Upload): Promise<void> {
  await deps.database.transaction(async (tx) => {
    const row = await tx
      .selectFrom('uploads')
      .select('state')
      .where('id', '=', upload.id)
      .forUpdate()
      .executeTakeFirst();
    if (!row) throw noSuchUpload();
    if (row.state !== 'open') return;
    const { count } = await tx
      .selectFrom('upload_parts')
      .select((select) => select.fn.countAll<number>().as('count'))
      .where('upload_id', '=', upload.id)
      .executeTakeFirstOrThrow();
    // A part in dispute has been taken back since it was read.
    if (count !== upload.partCount) throw new AppError('upload_incomplete', 'Not all parts have arrived yet.');
    await tx
      .updateTable('uploads')
      .set({ state: 'completing', updated_at: deps.clock.now() })
      .where('id', '=', upload.id)
      .execute();
  });
}

async function joinParts(deps: Deps, upload: Upload): Promise<void> {
  const { objectKey, multipartId, parts, layout } = upload;
  try {
    await deps.store.completeMultipart(objectKey, multipartId, parts);
  } catch (error) {
    if (!(error instanceof StorageError)) throw error;
    if (error.code === 'missing_part') return reopen(deps, upload, error);
    if (error.code !== 'no_such_multipart') refuseForStorage(error);
    // Joined before a crash; some storages forget at once that it was a multipart upload.
    const object = await deps.store.head(objectKey).catch(refuseForStorage);
    if (object?.sizeBytes !== layout.sealedSizeBytes) throw noSuchUpload();
  }
}

/** The storage does not hold what it acknowledged. Which part it is nobody knows, so all are to be sent again. */
async function reopen(deps: Deps, upload: Upload, cause: StorageError): Promise<never> {
  await deps.database.transaction(async (tx) => {
    const reopened = await tx
      .updateTable('uploads')
      .set({ state: 'open', updated_at: deps.clock.now() })
      .where('id', '=', upload.id)
      .where('state', '=', 'completing')
      .returning('id')
      .executeTakeFirst();
    if (reopened) await tx.deleteFrom('upload_parts').where('upload_id', '=', upload.id).execute();
  });
  throw new AppError('upload_incomplete', 'The storage has lost parts; send them again.', { cause });
}

/** SHA-256, 32 octets each. */
interface Digests {
  readonly plain?: Buffer;
  readonly sealed?: Buffer;
}

/**
 * At levels 1 and 2 first and last chunk have to open under the delivery's key. At levels 3 and 4 the key is in the
 * manifest, which the server cannot open: whether the file can be, its recipients alone find out. Only its first octets
 * are looked at, so that a client that forgot to seal does not leave plaintext here.
 * @returns of a submission, what its receipt will say: the SHA-256 of the plaintext, or of what is sealed
 */
async function checkSeal(deps: Deps, upload: Upload): Promise<Digests> {
  const { objectKey, layout, deliveryId } = upload;
  const sessionKey = await loadContentKey(deps, deps.database.db, deliveryId);
  // The draft was thrown away while its parts were put together.
  if (!sessionKey) return refuseForgotten(deps, upload);
  const object = { sessionKey, sealedSizeBytes: layout.sealedSizeBytes, plainSizeBytes: layout.plainSizeBytes };
  const fetchRange = async (start: number, endExclusive: number) =>
    (await deps.store.get(objectKey, { start, endExclusive })).body;
  try {
    if (isEndToEnd(upload.level)) await requireHeader(fetchRange);
    else if (upload.isSubmission) return { plain: await settleSubmitted(deps, upload, { ...object, objectKey }) };
    else await checkEnds(object, fetchRange);
    return upload.isSubmission ? { sealed: await digestStored(deps, objectKey) } : {};
  } catch (error) {
    if (!(error instanceof SealedError)) return refuseForStorage(error);
    await forget(deps, upload);
    throw new AppError('upload_not_sealed', 'What arrived is not sealed as it has to be.', {
      cause: error,
    });
  }
}

/**
 * What only a submission needs: that it is of an accepted kind, and its digest. Opened as a whole, so that each chunk is
 * known to open.
 */
async function settleSubmitted(deps: Deps, upload: Upload, file: SubmittedFile): Promise<Buffer> {
  const digest = await digestPlaintext(deps, file);
  const { sealed_path, requested_document_id: requestedDocumentId } = await deps.database.db
    .selectFrom('delivery_files')
    .select(['sealed_path', 'requested_document_id'])
    .where('id', '=', upload.fileId)
    .executeTakeFirstOrThrow(noSuchUpload);
  const name = sealed_path ? (openFileName(file.sessionKey, upload.fileId, sealed_path).path.at(-1) ?? '') : '';
  try {
    await admitSubmittedFile(deps, file, { deliveryId: upload.deliveryId, name, requestedDocumentId });
  } catch (error) {
    if (error instanceof AppError && error.code === 'file_kind_refused') await forget(deps, upload);
    throw error;
  }
  return digest;
}

/** @throws SealedError `unsupported` for what begins otherwise than a sealed object (RFC 9580 §5.13.2) */
async function requireHeader(fetchRange: (start: number, end: number) => Promise<ByteSource>): Promise<void> {
  const pieces: Uint8Array[] = [];
  for await (const piece of await fetchRange(0, HEADER_OCTETS)) pieces.push(piece);
  saltOf(Buffer.concat(pieces));
}

async function forget(deps: Deps, { deliveryId, fileId, objectKey }: Upload): Promise<void> {
  await deps.database.transaction(async (tx) => {
    const forgotten = await forgetFiles(deps, tx, deliveryId, fileId);
    if (forgotten === 0) await noteObjects(deps, tx, [{ objectKey }], 'file gone already');
  });
}

/** The file is gone, and what was deleted with it did not hold yet what has just been put together. */
async function refuseForgotten(deps: Deps, { objectKey }: Upload): Promise<never> {
  await deps.database.transaction((tx) => noteObjects(deps, tx, [{ objectKey }], 'file gone already'));
  throw noSuchUpload();
}

/** The file may have been taken out of the draft meanwhile; then what was just put together has to go as well. */
async function finish(deps: Deps, upload: Upload, { plain, sealed }: Digests): Promise<void> {
  const isWanted = await deps.database.transaction(async (tx) => {
    const now = deps.clock.now();
    const file = await tx
      .updateTable('delivery_files')
      .set({ state: 'stored', stored_at: now, plain_digest: plain ?? null, sealed_digest: sealed ?? null })
      .where('id', '=', upload.fileId)
      .where('state', '=', 'uploading')
      .returning('id')
      .executeTakeFirst();
    const row = await tx
      .updateTable('uploads')
      .set({ state: 'completed', updated_at: now })
      .where('id', '=', upload.id)
      .returning('id')
      .executeTakeFirst();
    return Boolean(file ?? row);
  });
  if (!isWanted) await refuseForgotten(deps, upload);
}
