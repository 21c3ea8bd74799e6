import { DatabaseUnavailable } from '@umschlag/db';
import { sealStream } from '@umschlag/sealed/node';
import { type AppError, type ByteSource, newId } from '@umschlag/std';
import { requireContentKey } from '../content/index.ts';
import { type Author, limitsOfDraft, loadAuthored, requireDraft } from '../deliveries/index.ts';
import type { Deps } from '../deps.ts';
import { admitSubmittedFile } from './admit-submitted-file.ts';
import { parseFilePath } from './file-path.policy.ts';
import { insertFile, objectKeyOf } from './file-row.ts';
import { cleanMediaType } from './media-type.policy.ts';
import { requireRoom, type Usage } from './quota.policy.ts';
import { storeStream } from './store-stream.ts';
import { digestPlaintext, type SubmittedFile } from './submitted-file.ts';

export interface ArrivingFile {
  readonly deliveryId: string;
  readonly path: readonly string[];
  readonly mediaType: string;
  /** Of a submission: which requested document it is. */
  readonly requestedDocumentId?: string | undefined;
  /** The plaintext; nobody knows yet how much. */
  readonly source: ByteSource;
}

/**
 * Takes a file of unknown size into a draft: sealed by the server as it comes, with constant memory. The object is
 * there before its row; whatever fails in between takes it away again, and what a crash leaves is swept.
 * @throws AppError as `declareUpload`, and `storage_full`
 */
export async function receiveFile(deps: Deps, author: Author, file: ArrivingFile): Promise<void> {
  const path = parseFilePath(file.path);
  const requireRoomFor = await roomOf(deps, author, file.deliveryId);
  requireRoomFor(0);
  const sessionKey = await requireContentKey(deps, deps.database.db, file.deliveryId);
  const id = newId();
  const objectKey = objectKeyOf(file.deliveryId, id);
  const plain = { sizeBytes: 0 };
  const source = counting(file.source, plain, requireRoomFor);
  const { sizeBytes } = await storeStream(
    deps.store,
    objectKey,
    sealStream({ sessionKey, plainSizeBytes: undefined }, source),
  );
  const submitted = { objectKey, plainSizeBytes: plain.sizeBytes, sealedSizeBytes: sizeBytes, sessionKey };
  const plainDigest =
    'submissionId' in author
      ? await settle(deps, submitted, {
          deliveryId: file.deliveryId,
          name: path.at(-1) ?? '',
          requestedDocumentId: file.requestedDocumentId,
        })
      : undefined;
  const row = {
    id,
    deliveryId: file.deliveryId,
    objectKey,
    name: { path, mediaType: cleanMediaType(file.mediaType) },
    position: undefined,
    requestedDocumentId: file.requestedDocumentId,
    plainSizeBytes: plain.sizeBytes,
    sealedSizeBytes: sizeBytes,
    state: 'stored',
    plainDigest,
  } as const;
  await deps.database
    .transaction((tx) => insertFile(deps, tx, author, row))
    .catch(async (error: AppError) => {
      // After a lost connection the row may be there nevertheless; then the sweep decides.
      if (!(error instanceof DatabaseUnavailable)) await deps.store.deleteMany([objectKey]).catch(() => undefined);
      throw error;
    });
}

/** As the completion of an upload does; what is refused leaves nothing behind. @returns the SHA-256 of the plaintext */
async function settle(
  deps: Deps,
  submitted: SubmittedFile,
  wish: Parameters<typeof admitSubmittedFile>[2],
): Promise<Buffer> {
  try {
    await admitSubmittedFile(deps, submitted, wish);
    return await digestPlaintext(deps, submitted);
  } catch (error) {
    await deps.store.deleteMany([submitted.objectKey]).catch(() => undefined);
    throw error;
  }
}

/** @returns what refuses a file that has grown to a number of octets */
async function roomOf(deps: Deps, author: Author, deliveryId: string): Promise<(sizeBytes: number) => void> {
  const { db } = deps.database;
  const delivery = await loadAuthored(db, author, deliveryId);
  requireDraft(delivery);
  const limits = await limitsOfDraft(db, delivery);
  const usage: Usage = await db
    .selectFrom('delivery_files')
    .select((select) => [
      select.fn.countAll<number>().as('fileCount'),
      select.fn.coalesce(select.fn.sum<number>('plain_size_bytes'), select.lit(0)).as('totalBytes'),
    ])
    .where('delivery_id', '=', deliveryId)
    .executeTakeFirstOrThrow()
    .then(({ fileCount, totalBytes }) => ({ fileCount: Number(fileCount), totalBytes: Number(totalBytes) }));
  return (sizeBytes) => requireRoom(usage, sizeBytes, limits);
}

async function* counting(
  source: ByteSource,
  plain: { sizeBytes: number },
  check: (sizeBytes: number) => void,
): ByteSource {
  for await (const piece of source) {
    plain.sizeBytes += piece.length;
    check(plain.sizeBytes);
    yield piece;
  }
}
