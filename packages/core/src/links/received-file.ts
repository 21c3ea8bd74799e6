import type { Db } from '@umschlag/db';
import { openRange } from '@umschlag/sealed/node';
import type { ByteSource } from '@umschlag/std';
import { type FileName, openFileName, refuseForStorage, requireContentKey } from '../content/index.ts';
import type { Deps } from '../deps.ts';
import { noSuchLink, type ResolvedLink } from './resolve-link.ts';

/** A stored file with what opens it. Never leaves the server. */
export interface ReceivedFile extends FileName {
  readonly id: string;
  readonly sizeBytes: number;
  readonly sealedSizeBytes: number;
  readonly objectKey: string;
  readonly contentKey: Uint8Array;
}

/** All stored files of a delivery, in order. @throws AppError `not_found` once the content key has been destroyed */
export async function loadReceivedFiles(
  deps: Pick<Deps, 'keys'>,
  db: Db,
  { delivery }: ResolvedLink,
  fileId?: string,
): Promise<ReceivedFile[]> {
  const contentKey = await requireContentKey(deps, db, delivery.id);
  const all = db
    .selectFrom('delivery_files')
    .select(['id', 'sealed_path', 'plain_size_bytes', 'sealed_size_bytes', 'object_key'])
    .where('delivery_id', '=', delivery.id)
    .where('state', '=', 'stored')
    .orderBy('position');
  const rows = await (fileId === undefined ? all : all.where('id', '=', fileId)).execute();
  return rows.map((row) => ({
    id: row.id,
    ...openFileName(contentKey, row.id, row.sealed_path),
    sizeBytes: row.plain_size_bytes,
    sealedSizeBytes: row.sealed_size_bytes,
    objectKey: row.object_key,
    contentKey,
  }));
}

/** @throws AppError `not_found` when the delivery has no such file */
export async function loadReceivedFile(
  deps: Pick<Deps, 'keys'>,
  db: Db,
  link: ResolvedLink,
  fileId: string,
): Promise<ReceivedFile> {
  const [file] = await loadReceivedFiles(deps, db, link, fileId);
  if (!file) throw noSuchLink();
  return file;
}

/**
 * The plaintext from `start` to `end` (exclusive), opened as it is read; one ranged request to the storage besides
 * the header's. An object sealed by a form has the streamed framing, which the codec tells by the two sizes.
 * @param signal ends the storage's reading at once
 */
export function openFile(
  deps: Pick<Deps, 'store'>,
  file: ReceivedFile,
  { start, end }: { start: number; end: number },
  signal: AbortSignal,
): ByteSource {
  const object = {
    sessionKey: file.contentKey,
    sealedSizeBytes: file.sealedSizeBytes,
    plainSizeBytes: file.sizeBytes,
  };
  const fetchRange = async (sealedStart: number, sealedEnd: number) => {
    const range = { start: sealedStart, endExclusive: sealedEnd };
    return (await deps.store.get(file.objectKey, range, signal).catch(refuseForStorage)).body;
  };
  return openRange(object, fetchRange, start, end);
}
