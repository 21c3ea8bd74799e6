import type { Tx } from '@umschlag/db';
import { AppError, pathKey, withoutDuplicate } from '@umschlag/std';
import {
  type FileName,
  forgetManifests,
  isEndToEnd,
  openFileName,
  requireContentKey,
  sealFileName,
} from '../content/index.ts';
import { type Author, limitsOfDraft, lockAuthored, requireDraft } from '../deliveries/index.ts';
import type { Deps } from '../deps.ts';
import { requireNoClash } from './file-path.policy.ts';
import { requireRoom } from './quota.policy.ts';

/** A file that is to join a draft. */
export interface NewFile {
  readonly id: string;
  readonly deliveryId: string;
  readonly objectKey: string;
  /** Its path as {@link parseFilePath} gives it; `undefined` at levels 3 and 4, where the manifest has it. */
  readonly name: FileName | undefined;
  /** The place that is wished for; `undefined`: the last. */
  readonly position: number | undefined;
  /** Of a submission: which of the requested documents of its upload link it is. */
  readonly requestedDocumentId?: string | undefined;
  readonly plainSizeBytes: number;
  readonly sealedSizeBytes: number;
  readonly state: 'uploading' | 'stored';
  /** Of a submission that the server can open: SHA-256 of the plaintext, 32 octets. */
  readonly plainDigest?: Buffer | undefined;
}

/** What the keys of all files' objects begin with. */
export const OBJECT_PREFIX = 'deliveries/';

/** Where a file's object lies. Says nothing about its name. */
export function objectKeyOf(deliveryId: string, fileId: string): string {
  return `${OBJECT_PREFIX}${deliveryId}/${fileId}`;
}

/**
 * Adds a file to a draft. The delivery's row is held meanwhile, so that parallel declarations cannot exceed a limit
 * together and each gets a name of its own.
 * @throws AppError `not_found`, `delivery_not_draft`, `file_name_invalid`, `file_name_must_be_sealed`,
 *   `file_too_large`, `delivery_too_large`, `too_many_files`; `invalid_request` for a name that is missing
 */
export async function insertFile(deps: Deps, tx: Tx, author: Author, file: NewFile): Promise<void> {
  const delivery = await lockAuthored(tx, author, file.deliveryId);
  requireDraft(delivery);
  requireNameByLevel(delivery.level, file.name ?? {});
  const contentKey = await requireContentKey(deps, tx, file.deliveryId);
  const others = await tx
    .selectFrom('delivery_files')
    .select(['id', 'position', 'sealed_path', 'plain_size_bytes'])
    .where('delivery_id', '=', file.deliveryId)
    .execute();
  const totalBytes = others.reduce((sum, one) => sum + one.plain_size_bytes, 0);
  const limits = await limitsOfDraft(tx, delivery);
  requireRoom({ fileCount: others.length, totalBytes }, file.plainSizeBytes, limits);
  await forgetManifests(tx, file.deliveryId);
  const now = deps.clock.now();
  await tx
    .insertInto('delivery_files')
    .values({
      id: file.id,
      delivery_id: file.deliveryId,
      position: freePosition(
        file.position,
        others.map((one) => one.position),
      ),
      sealed_path: file.name ? sealName(contentKey, file.id, file.name, others) : null,
      plain_size_bytes: file.plainSizeBytes,
      sealed_size_bytes: file.sealedSizeBytes,
      object_key: file.objectKey,
      state: file.state,
      plain_digest: file.plainDigest ?? null,
      requested_document_id: file.requestedDocumentId ?? null,
      created_at: now,
      stored_at: file.state === 'stored' ? now : null,
    })
    .execute();
  await tx.updateTable('deliveries').set({ updated_at: now }).where('id', '=', file.deliveryId).execute();
}

/**
 * At levels 3 and 4 the server must not learn what a file is called; at levels 1 and 2 it has to.
 * @throws AppError `file_name_must_be_sealed`, `invalid_request`
 */
export function requireNameByLevel(level: number, { path, mediaType }: Partial<FileName>): void {
  if (isEndToEnd(level)) {
    if (path === undefined && mediaType === undefined) return;
    throw new AppError('file_name_must_be_sealed', 'At levels 3 and 4 names of files are sent in the manifest only.');
  }
  if (path !== undefined && mediaType !== undefined) return;
  const field = path === undefined ? 'path' : 'mediaType';
  throw new AppError('invalid_request', `The request is not valid: see ${field} in the body.`, {
    details: { part: 'body', field, rule: 'required' },
  });
}

/** Under a name that no other file of the delivery has. */
function sealName(
  contentKey: Uint8Array,
  fileId: string,
  { path, mediaType }: FileName,
  others: readonly { id: string; sealed_path: Buffer | null }[],
): Buffer {
  const taken = new Set(
    others.flatMap(({ id, sealed_path }) =>
      sealed_path ? [pathKey(openFileName(contentKey, id, sealed_path).path)] : [],
    ),
  );
  const free = withoutDuplicate(path, taken);
  requireNoClash(free, taken);
  return sealFileName(contentKey, fileId, { path: free, mediaType });
}

/** Declarations run side by side and arrive in any order: each brings the place that the sender gave its file. */
function freePosition(wished: number | undefined, taken: readonly number[]): number {
  const others = new Set(taken);
  let position = wished ?? Math.max(-1, ...taken) + 1;
  while (others.has(position)) position += 1;
  return position;
}
