import { AppError, nothingHere } from '@umschlag/std';
import type { Deps } from '../deps.ts';
import { type ChangeDeps, type KeyOwner, requireActiveKey, withOwnKeys } from '../keys/index.ts';
import { requireSealedMessage } from '../manifests/index.ts';

export interface StoredContactList {
  /** An OpenPGP message that only its owner opens. */
  readonly message: Buffer;
  /** Grows with every change, as inside the message. */
  readonly revision: number;
  /** Of the owner's key that opens it; a former one, until the list is sealed to the present one. */
  readonly fingerprint: string;
}

interface NewContactList extends StoredContactList {
  /** The revision that it was made from; 0: none. Lower than its own. */
  readonly replaces: number;
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
  if (!list) throw nothingHere();
  return list;
}

/**
 * Puts a list in the place of the one that it was made from. Of two that were made from the same one, the later is
 * refused: nothing that is remembered gets lost.
 * @throws AppError `invalid_request`, `manifest_not_sealed`, `own_key_changed`, `contacts_changed`, `sign_in_required`
 */
export async function putContactList(
  deps: ChangeDeps,
  owner: KeyOwner,
  { message, revision, fingerprint, replaces }: NewContactList,
): Promise<void> {
  if (replaces >= revision) {
    throw new AppError('invalid_request', 'The revision has to grow.', {
      details: { part: 'query', field: 'revision' },
    });
  }
  requireSealedMessage(message);
  await withOwnKeys(deps, owner, async (tx) => {
    const { id } = owner.account;
    await requireActiveKey(tx, id, fingerprint);
    const row = { message, revision, fingerprint, changed_at: deps.clock.now() };
    const written =
      replaces === 0
        ? await tx
            .insertInto('contact_lists')
            .values({ account_id: id, ...row })
            .onConflict((conflict) => conflict.doNothing())
            .returning('revision')
            .executeTakeFirst()
        : await tx
            .updateTable('contact_lists')
            .set(row)
            .where('account_id', '=', id)
            .where('revision', '=', replaces)
            .returning('revision')
            .executeTakeFirst();
    if (!written) throw new AppError('contacts_changed', 'The contacts have been changed elsewhere meanwhile.');
  });
}
