import type { Tx } from '@umschlag/db';

/**
 * Destroys what opens a delivery: the manifests of levels 3 and 4, and the content key. From here on nobody can be
 * given anything of it. In the transaction that decides it.
 */
export async function destroyContent(tx: Tx, deliveryId: string): Promise<void> {
  await tx.deleteFrom('manifests').where('delivery_id', '=', deliveryId).execute();
  await tx.deleteFrom('content_keys').where('delivery_id', '=', deliveryId).execute();
}

/**
 * Takes the manifests out of a draft. They are sealed for exactly these recipients, files and level; when one of them
 * changes, the sender's client has to make them anew, and nothing that does not fit can be sent.
 */
export async function forgetManifests(tx: Tx, deliveryId: string): Promise<void> {
  const forgotten = await tx
    .deleteFrom('manifests')
    .where('delivery_id', '=', deliveryId)
    .returning('recipient_id')
    .execute();
  if (forgotten.length === 0) return;
  await tx
    .updateTable('delivery_recipients')
    .set({ reader_state: 'none' })
    .where('delivery_id', '=', deliveryId)
    .execute();
}
