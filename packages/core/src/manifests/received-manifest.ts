import { AppError, nothingHere } from '@umschlag/std';
import type { Account } from '../accounts/index.ts';
import { isEndToEnd } from '../content/index.ts';
import type { Deps } from '../deps.ts';
import { requireActiveKey } from '../keys/index.ts';
import { notReleased, type ResolvedLink } from '../links/index.ts';
import type { StoredManifest } from './own-content.ts';
import { requireSealedMessage } from './sealed-message.policy.ts';

/** A recipient's copy. @throws AppError `manifest_pending`; `not_found` at levels 1 and 2 and once it is destroyed */
export async function loadReceivedManifest(deps: Deps, { recipient }: ResolvedLink): Promise<StoredManifest> {
  if (recipient.readerState === 'pending') throw notReleased();
  const copy = await deps.database.db
    .selectFrom('manifests')
    .select(['message', 'revision'])
    .where('recipient_id', '=', recipient.id)
    .executeTakeFirst();
  if (!copy) throw nothingHere();
  return copy;
}

/**
 * Takes the recipient's copy for their own key in place of the one for the access code. The code's copy is gone with
 * that: whoever learns the code later opens nothing with it.
 *
 * Only an update: after a recall there is no row any more, and none comes back.
 * @throws AppError `manifest_not_replaceable` unless the copy there is for a code, `manifest_not_sealed`,
 *   `own_key_changed`, `not_found`
 */
export async function replaceReceivedManifest(
  deps: Deps,
  { delivery, recipient }: ResolvedLink,
  account: Pick<Account, 'id'>,
  { message, fingerprint }: { message: Uint8Array; fingerprint: string },
): Promise<void> {
  if (!isEndToEnd(delivery.level)) throw nothingHere();
  requireSealedMessage(message);
  await deps.database.transaction(async (tx) => {
    await requireActiveKey(tx, account.id, fingerprint);
    const replaced = await tx
      .updateTable('manifests')
      .set((row) => ({
        message: Buffer.from(message),
        reader: 'key',
        reader_fingerprint: fingerprint,
        revision: row('revision', '+', 1),
        created_at: deps.clock.now(),
      }))
      .where('recipient_id', '=', recipient.id)
      .where('reader', '=', 'code')
      .returning('recipient_id')
      .executeTakeFirst();
    if (!replaced) throw new AppError('manifest_not_replaceable', 'There is no copy for an access code to replace.');
    await tx.updateTable('delivery_recipients').set({ reader_state: 'key' }).where('id', '=', recipient.id).execute();
  });
}
