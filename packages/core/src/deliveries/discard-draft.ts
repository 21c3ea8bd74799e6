import { AppError } from '@umschlag/std';
import { destroyContent } from '../content/index.ts';
import type { Deps } from '../deps.ts';
import { forgetFiles } from './forget-files.ts';
import { type Author, lockAuthored, requireDraft } from './own-delivery.ts';

/** Throws a draft away with everything in it. @throws AppError `not_found`, `delivery_not_draft` */
export async function discardDraft(deps: Deps, author: Author, deliveryId: string): Promise<void> {
  await deps.database.transaction(async (tx) => {
    requireDraft(await lockAuthored(tx, author, deliveryId));
    await destroyContent(tx, deliveryId);
    await forgetFiles(deps, tx, deliveryId);
    await tx.deleteFrom('deliveries').where('id', '=', deliveryId).execute();
  });
}

/** Takes one file out of a draft, uploaded or not. @throws AppError `not_found`, `delivery_not_draft` */
export async function discardFile(deps: Deps, author: Author, deliveryId: string, fileId: string): Promise<void> {
  await deps.database.transaction(async (tx) => {
    requireDraft(await lockAuthored(tx, author, deliveryId));
    const found = await forgetFiles(deps, tx, deliveryId, fileId);
    if (found === 0) throw new AppError('not_found', 'There is no such file.');
  });
}
