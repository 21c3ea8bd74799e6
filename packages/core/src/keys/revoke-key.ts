import { appendToLog } from './append-to-log.ts';
import { readOctets } from './octets.ts';
import { admitKeyChange, type ChangeDeps, type KeyOwner, requireActiveKey, tellOwner, withOwnKeys } from './own-key.ts';

interface Revocation {
  readonly fingerprint: string;
  /** Base64. */
  readonly statement: string;
  readonly currentPassword?: string | undefined;
}

/**
 * Revokes the active key; nobody encrypts to it any more. Its unlocks stay: what was encrypted to it opens with nothing
 * else.
 * @throws AppError own_key_changed, invalid_request, sign_in_failed, too_many_requests
 */
export async function revokeKey(deps: ChangeDeps, owner: KeyOwner, input: Revocation): Promise<void> {
  const statement = readOctets(input.statement, 'statement');
  await admitKeyChange(deps, owner, input.currentPassword);
  await withOwnKeys(deps, owner, async (tx) => {
    const now = deps.clock.now();
    const { id, emailKey } = owner.account;
    const { fingerprint, addressSalt } = await requireActiveKey(tx, id, input.fingerprint);
    await tx
      .updateTable('account_keys')
      .set({ state: 'revoked', statement, ended_at: now })
      .where('account_id', '=', id)
      .where('fingerprint', '=', fingerprint)
      .execute();
    await appendToLog(tx, { time: now, event: 'revoked', fingerprint, addressSalt, emailKey });
    await tellOwner(deps, tx, owner);
  });
}
