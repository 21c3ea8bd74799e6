import type { Db } from '@umschlag/db';
import { AppError, nothingHere } from '@umschlag/std';
import { isEndToEnd, openFileName, requireContentKey } from '../content/index.ts';
import type { Deps } from '../deps.ts';
import type { ResolvedLink } from './resolve-link.ts';
import type { ServedFile } from './served-file.ts';

interface FileRow {
  readonly id: string;
  readonly sealed_path: Buffer | null;
  readonly plain_size_bytes: number;
  readonly sealed_size_bytes: number;
  readonly object_key: string;
}

/**
 * All stored files of a delivery, in order.
 * @throws AppError `not_found` once the content key has been destroyed; `manifest_pending`: whoever cannot open
 *   anything yet fetches nothing, and uses nothing up
 */
export async function loadReceivedFiles(
  deps: Pick<Deps, 'keys'>,
  db: Db,
  { delivery, recipient }: ResolvedLink,
  fileId?: string,
): Promise<ServedFile[]> {
  const contentKey = await requireContentKey(deps, db, delivery.id);
  if (recipient.readerState === 'pending') throw notReleased();
  const all = db
    .selectFrom('delivery_files')
    .select(['id', 'sealed_path', 'plain_size_bytes', 'sealed_size_bytes', 'object_key'])
    .where('delivery_id', '=', delivery.id)
    .where('state', '=', 'stored')
    .orderBy('position');
  const rows = await (fileId === undefined ? all : all.where('id', '=', fileId)).execute();
  return rows.map((row) => (isEndToEnd(delivery.level) ? sealedFile(row) : openableFile(row, contentKey)));
}

/** @throws AppError `not_found` when the delivery has no such file, and as {@link loadReceivedFiles} */
export async function loadReceivedFile(
  deps: Pick<Deps, 'keys'>,
  db: Db,
  link: ResolvedLink,
  fileId: string,
): Promise<ServedFile> {
  const [file] = await loadReceivedFiles(deps, db, link, fileId);
  if (!file) throw nothingHere();
  return file;
}

/** The sender has not encrypted the manifest to this recipient yet. */
export function notReleased(): AppError {
  return new AppError('manifest_pending', 'The sender has not released this to you yet.');
}

/** A file that only its sender and its recipients can open: it is given out as it is stored. */
export function sealedFile(row: Pick<FileRow, 'id' | 'object_key' | 'sealed_size_bytes'>): ServedFile {
  const { id, object_key: objectKey, sealed_size_bytes: sizeBytes } = row;
  return { id, name: undefined, sizeBytes, objectKey, opening: undefined };
}

function openableFile(row: FileRow, contentKey: Uint8Array): ServedFile {
  if (!row.sealed_path) throw new Error('a file of level 1 or 2 lacks its name');
  return {
    id: row.id,
    name: openFileName(contentKey, row.id, row.sealed_path),
    sizeBytes: row.plain_size_bytes,
    objectKey: row.object_key,
    opening: { sessionKey: contentKey, sealedSizeBytes: row.sealed_size_bytes },
  };
}
