import { AppError } from '@umschlag/std';
import type { Deps } from '../deps.ts';
import { type KeyOwner, requireActiveKey, withOwnKeys } from '../keys/index.ts';
import { requireSealedMessage } from '../manifests/index.ts';

export interface StoredContactList {
  /** An OpenPGP message that only its owner opens. */
  readonly message: Buffer;
  /** One more with every change, as inside the message. */
  readonly revision: number;
  /** Of the owner's key that opens it; a former one, until the list is sealed to the present one. */
  readonly fingerprint: string;
}

/** @throws AppError `not_found` where nothing is remembered */
export async function loadContactList(
  { database }: Pick<Deps, 'database'>,
  accountId: string,
): Promise<StoredContactList> {
  const list = await database.db
    .selectFrom('contact_lists')
    .select(['message', 'revision', 'fingerprint'])
    .where('account_id', '=', accountId)
    .executeTakeFirst();
  if (!list) throw new AppError('not_found', 'There is nothing here.');
  return list;
}

/**
 * Puts a list in the place of the one before. Of two that were made from the same one, the later is refused: nothing
 * that is remembered gets lost.
 * @throws AppError `manifest_not_sealed`, `own_key_changed`, `contacts_changed`, `sign_in_required`
 */
export async function putContactList(
  deps: Pick<Deps, 'database' | 'clock' | 'keys'>,
  owner: KeyOwner,
  { message, revision, fingerprint }: StoredContactList,
): Promise<void> {
  requireSealedMessage(message);
  await withOwnKeys(deps, owner, async (tx) => {
    const accountId = owner.account.id;
    await requireActiveKey(tx, accountId, fingerprint);
    const row = { message, revision, fingerprint, changed_at: deps.clock.now() };
    const written = await tx
      .insertInto('contact_lists')
      .values({ account_id: accountId, ...row })
      .onConflict((conflict) =>
        conflict
          .column('account_id')
          .doUpdateSet(row)
          .where('contact_lists.revision', '=', revision - 1),
      )
      .executeTakeFirst();
    if (written.numInsertedOrUpdatedRows === 0n) {
      throw new AppError('contacts_changed', 'The contacts have been changed elsewhere meanwhile.');
    }
  });
}
