import { newSalt, newSessionKey } from '@umschlag/sealed/web';
import { call } from '../api/call.ts';
import { ApiProblem } from '../api/problem.ts';
import { toBase64Url } from './base64.ts';
import { declareFile, discardFile, listFiles } from './draft-files.ts';
import type { UploadFacts } from './file-upload.ts';
import type { PickedFile, UploadTarget } from './messages.ts';
import { forgetUpload, saveUpload, type UploadRecord, uploadsOf } from './upload-store.ts';

/** Files up to this size, and so much in total, are copied into the browser's data to survive a reload. */
const MAX_COPY_BYTES = 16_000_000;
const MAX_COPIES_BYTES = 256_000_000;
let copiedBytes = 0;
/** Uploads whose declaration may have reached the server although no answer came. */
let unanswered = false;

/** Declares a file and records what it takes to go on with it, before anything is sent. @throws ApiProblem */
export async function beginUpload(facts: UploadFacts, picked: PickedFile): Promise<UploadRecord> {
  if (unanswered) await removeOrphans(facts);
  unanswered = true;
  const mediaType = picked.file.type.slice(0, 255);
  const { target, sizeBytes, position, requestedDocumentId } = facts;
  const { upload, uploadToken, contentKey } = await declareFile(target, {
    sizeBytes,
    position,
    ...(facts.isSecret ? {} : { path: [...facts.path], mediaType }),
    ...(requestedDocumentId === undefined ? {} : { requestedDocumentId }),
  });
  unanswered = false;
  const record: UploadRecord = {
    uploadId: upload.id,
    deliveryId: target.deliveryId,
    fileId: upload.fileId,
    uploadToken,
    contentKey: keyFor(facts, contentKey),
    isSecret: facts.isSecret,
    mediaType,
    salt: newSalt(),
    path: facts.path,
    sizeBytes: facts.sizeBytes,
    lastModified: picked.file.lastModified,
    chunksPerPart: upload.chunksPerPart,
    handle: picked.handle,
    // Of what nobody else may read no copy in clear is left in the browser's data.
    copy: facts.isSecret ? undefined : copyOf(picked),
  };
  await saveUpload(record);
  return record;
}

/**
 * The server's key at levels 1 and 2, one of the file's own at 3 and 4. A server that thinks of another level than the
 * person gets nothing.
 */
function keyFor({ isSecret }: UploadFacts, ofServer: string | null): string {
  if (isSecret !== (ofServer === null)) throw new ApiProblem('answer_unreadable');
  return ofServer ?? toBase64Url(newSessionKey());
}

/** Chromium copies a File's content into its profile; so only what is small, and only without a handle. */
function copyOf({ file, handle }: PickedFile): File | undefined {
  const fits = file.size <= MAX_COPY_BYTES && copiedBytes + file.size <= MAX_COPIES_BYTES;
  if (handle || !fits) return undefined;
  copiedBytes += file.size;
  return file;
}

/** After an unanswered declaration: takes out a file like this one that no record of ours belongs to. */
async function removeOrphans({ target, sizeBytes }: UploadFacts): Promise<void> {
  const files = await listFiles(target);
  const ours = new Set((await uploadsOf(target.deliveryId)).map(({ fileId }) => fileId));
  const orphans = files.filter(
    (file) => file.state === 'uploading' && file.sizeBytes === sizeBytes && !ours.has(file.id),
  );
  for (const { id } of orphans) await discardFile(target, id);
}

/** Aborts an upload and forgets all about it. That it is already gone is as good. */
export async function dropUpload(target: UploadTarget, record: UploadRecord): Promise<void> {
  await call('DELETE /api/v1/uploads/:id', { params: { id: record.uploadId }, bearer: record.uploadToken }).catch(() =>
    // The upload's token may have expired: whoever fills the draft can do it as well.
    discardFile(target, record.fileId).catch(() => undefined),
  );
  await forgetUpload(record.uploadId);
}
