import type { Tx } from '@umschlag/db';
import { forgetManifests } from '../content/index.ts';
import type { Deps } from '../deps.ts';
import { noteObjects } from '../storage/index.ts';

/** Notes what a delivery has in the storage for deletion, unfinished uploads too; its files stay listed. */
export async function noteFiles(deps: Deps, tx: Tx, deliveryId: string): Promise<void> {
  await noteObjects(deps, tx, await filesOf(tx, deliveryId).execute(), 'delivery ended');
}

/** As {@link noteFiles}, and forgets the files of a draft, or the one of `fileId`. @returns how many */
export async function forgetFiles(deps: Deps, tx: Tx, deliveryId: string, fileId?: string): Promise<number> {
  const all = filesOf(tx, deliveryId);
  const files = await (fileId === undefined ? all : all.where('delivery_files.id', '=', fileId)).execute();
  if (files.length === 0) return 0;
  await noteObjects(deps, tx, files, 'files forgotten');
  await forgetManifests(tx, deliveryId);
  const ids = files.map((file) => file.id);
  await tx.deleteFrom('delivery_files').where('id', 'in', ids).execute();
  return ids.length;
}

function filesOf(tx: Tx, deliveryId: string) {
  return tx
    .selectFrom('delivery_files')
    .leftJoin('uploads', 'uploads.file_id', 'delivery_files.id')
    .select(['delivery_files.id', 'delivery_files.object_key as objectKey', 'uploads.multipart_id as multipartId'])
    .where('delivery_files.delivery_id', '=', deliveryId);
}
