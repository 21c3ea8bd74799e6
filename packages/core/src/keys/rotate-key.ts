import type { Tx } from '@umschlag/db';
import { appendToLog } from './append-to-log.ts';
import { insertKey } from './insert-key.ts';
import { checkNewKey, type NewKey } from './new-key.ts';
import { readOctets } from './octets.ts';
import { admitKeyChange, type ChangeDeps, type KeyOwner, requireActiveKey, tellOwner, withOwnKeys } from './own-key.ts';

interface Rotation extends NewKey {
  /** The key that the statement and `formerKey` are about. */
  readonly oldFingerprint: string;
  /** Base64. */
  readonly statement: string;
  /** The old secret key, encrypted to the new one; base64. */
  readonly formerKey: string;
  readonly currentPassword?: string | undefined;
}

/**
 * Puts a new key in the place of the active one. The old key's unlocks are deleted: it opens with the new key from now
 * on, and whoever changes a key because of a leaked passphrase must be rid of it.
 * @throws AppError own_key_changed when the active key is not the old one, key_exists, key_invalid, too_many_keys,
 *   invalid_request, sign_in_failed, too_many_requests
 */
export async function rotateKey(deps: ChangeDeps, owner: KeyOwner, input: Rotation): Promise<void> {
  const key = checkNewKey(input);
  const statement = readOctets(input.statement, 'statement');
  const formerKey = readOctets(input.formerKey, 'formerKey');
  await admitKeyChange(deps, owner, input.currentPassword);
  await withOwnKeys(deps, owner, async (tx) => {
    const now = deps.clock.now();
    const { fingerprint, addressSalt } = await requireActiveKey(tx, owner.account.id, input.oldFingerprint);
    await tx
      .updateTable('account_keys')
      .set({ state: 'replaced', replaced_by: key.fingerprint, statement, former_key: formerKey, ended_at: now })
      .where('account_id', '=', owner.account.id)
      .where('fingerprint', '=', fingerprint)
      .execute();
    await deleteUnlocks(tx, owner.account.id, fingerprint);
    const { emailKey } = owner.account;
    await appendToLog(tx, { time: now, event: 'replaced', fingerprint, addressSalt, emailKey });
    await insertKey(tx, owner, key, now);
    await tellOwner(deps, tx, owner);
  });
}

async function deleteUnlocks(tx: Tx, accountId: string, fingerprint: string): Promise<void> {
  await tx
    .deleteFrom('key_unlocks')
    .where('account_id', '=', accountId)
    .where('fingerprint', '=', fingerprint)
    .execute();
}
