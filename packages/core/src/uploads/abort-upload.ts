import { AppError } from '@umschlag/std';
import { forgetFiles } from '../deliveries/index.ts';
import type { Deps } from '../deps.ts';
import { loadUploadRow, noSuchUpload } from './upload-row.ts';

/**
 * Aborts an upload and forgets its file, complete or not, while the delivery is a draft.
 * @throws AppError `not_found`, `delivery_not_draft`
 */
export async function abortUpload(deps: Deps, uploadId: string): Promise<void> {
  const { deliveryId, fileId } = await loadUploadRow(deps.database.db, uploadId);
  await deps.database.transaction(async (tx) => {
    const delivery = await tx
      .selectFrom('deliveries')
      .select('state')
      .where('id', '=', deliveryId)
      .forUpdate()
      .executeTakeFirst();
    if (!delivery) throw noSuchUpload();
    if (delivery.state !== 'draft') throw new AppError('delivery_not_draft', 'The delivery has been sent already.');
    await forgetFiles(deps, tx, deliveryId, fileId);
  });
}
