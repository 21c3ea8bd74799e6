import type { Tx } from '@umschlag/db';
import { AppError } from '@umschlag/std';
import { forgetManifests, isEndToEnd, isMessageEndToEnd, replaceContentKey } from '../content/index.ts';
import type { Deps } from '../deps.ts';
import type { DeliveryRow } from './own-delivery.ts';

/**
 * Prepares a draft for another level. What was sealed for the old one is of no use at the new one: manifests go, and
 * at level 4 what the server has stored of subject and message goes with the key that it is encrypted under.
 * @throws AppError `level_fixed_by_files`: files under the server's key cannot become end-to-end, nor the other way
 */
export async function changeLevel(deps: Deps, tx: Tx, delivery: DeliveryRow, level: number): Promise<void> {
  if (isEndToEnd(level) !== isEndToEnd(delivery.level)) await requireNoFiles(tx, delivery.id);
  await forgetManifests(tx, delivery.id);
  if (isMessageEndToEnd(level)) await replaceContentKey(deps, tx, delivery.id);
}

async function requireNoFiles(tx: Tx, deliveryId: string): Promise<void> {
  const file = await tx
    .selectFrom('delivery_files')
    .select('id')
    .where('delivery_id', '=', deliveryId)
    .limit(1)
    .executeTakeFirst();
  if (!file) return;
  throw new AppError('level_fixed_by_files', 'The files of the draft are sealed for another kind of level.');
}
