import type { Tx } from '@umschlag/db';
import { sql } from 'kysely';
import { destroyContent, forgetManifests } from '../content/index.ts';
import type { Deps } from '../deps.ts';

/**
 * Step 1 of every deletion, in the transaction that decides it: content key and manifests are destroyed, so that
 * nothing can be read any more, and what lies in the storage is queued to be deleted.
 */
export async function endDelivery(
  deps: Deps,
  tx: Tx,
  deliveryId: string,
  state: 'recalled' | 'purging',
): Promise<void> {
  const now = deps.clock.now();
  await destroyContent(tx, deliveryId);
  await tx
    .updateTable('deliveries')
    .set({ state, ended_at: now, updated_at: now, sealed_details: null })
    .where('id', '=', deliveryId)
    .execute();
  await deps.jobs.enqueue(tx, 'deliveries.purge', { deliveryId });
}

/** Notes the objects and unfinished multipart uploads of a delivery for deletion; its files stay listed. */
export async function noteObjects(deps: Deps, tx: Tx, deliveryId: string): Promise<void> {
  await note(deps, tx, await storedFiles(tx, deliveryId).execute());
}

/** As {@link noteObjects}, and forgets the files of a draft, or the one of `fileId`. @returns how many */
export async function forgetFiles(deps: Deps, tx: Tx, deliveryId: string, fileId?: string): Promise<number> {
  const all = storedFiles(tx, deliveryId);
  const files = await (fileId === undefined ? all : all.where('delivery_files.id', '=', fileId)).execute();
  await note(deps, tx, files);
  const ids = files.map((file) => file.id);
  if (ids.length > 0) {
    await forgetManifests(tx, deliveryId);
    await tx.deleteFrom('delivery_files').where('id', 'in', ids).execute();
  }
  return ids.length;
}

function storedFiles(tx: Tx, deliveryId: string) {
  return tx
    .selectFrom('delivery_files')
    .leftJoin('uploads', 'uploads.file_id', 'delivery_files.id')
    .select(['delivery_files.id', 'delivery_files.object_key', 'uploads.multipart_id'])
    .where('delivery_files.delivery_id', '=', deliveryId);
}

async function note(
  deps: Deps,
  tx: Tx,
  files: readonly { object_key: string; multipart_id: string | null }[],
): Promise<void> {
  if (files.length === 0) return;
  const requestedAt = deps.clock.now();
  await tx
    .insertInto('object_deletions')
    .values(files.map(({ object_key, multipart_id }) => ({ object_key, multipart_id, requested_at: requestedAt })))
    // A deletion that is under way may have been there before the object was: it forgets its own request only.
    .onConflict((known) =>
      known.column('object_key').doUpdateSet({
        requested_at: sql`greatest(excluded.requested_at, object_deletions.requested_at + interval '1 millisecond')`,
      }),
    )
    .execute();
  await deps.jobs.enqueue(tx, 'storage.delete-objects', { reason: 'files forgotten' });
}

/** Notes one object for deletion that no file knows any more, or has known. */
export async function noteObject(deps: Deps, tx: Tx, objectKey: string): Promise<void> {
  await note(deps, tx, [{ object_key: objectKey, multipart_id: null }]);
}
