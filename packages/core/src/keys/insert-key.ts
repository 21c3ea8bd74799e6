import { randomBytes } from 'node:crypto';
import type { Tx } from '@umschlag/db';
import { AppError, newId } from '@umschlag/std';
import { appendToLog } from './append-to-log.ts';
import type { CheckedKey, CheckedUnlock } from './new-key.ts';
import type { KeyOwner } from './own-key.ts';
import { wkdHash } from './wkd-hash.ts';

/** Far more than anybody needs in the 60 days that a delivery lasts; each is listed to its owner for ever. */
const MAX_KEYS = 100;
const SALT_OCTETS = 16;

/**
 * Writes a key as the active one, with its unlocks and its entry in the log. The account is locked and has none active.
 * @throws AppError key_exists, too_many_keys
 */
export async function insertKey(tx: Tx, { account }: KeyOwner, key: CheckedKey, now: Date): Promise<void> {
  const addressSalt = await saltFor(tx, account.id, key.fingerprint);
  const { fingerprint, version, publicKey } = key;
  const { emailKey } = account;
  const seq = await appendToLog(tx, { time: now, event: 'added', fingerprint, addressSalt, emailKey });
  await tx
    .insertInto('account_keys')
    .values({
      account_id: account.id,
      fingerprint,
      version,
      public_key: publicKey,
      state: 'active',
      address_salt: addressSalt,
      wkd_hash: account.kind === 'caseworker' ? wkdHash(emailKey) : null,
      log_seq: seq,
      created_at: now,
    })
    .execute();
  await insertUnlocks(tx, account.id, fingerprint, key.unlocks, now);
}

/**
 * One salt for all keys of an account, so that who knows it finds each of them in the log.
 * @throws AppError key_exists, too_many_keys
 */
async function saltFor(tx: Tx, accountId: string, fingerprint: string): Promise<Buffer> {
  const earlier = await tx
    .selectFrom('account_keys')
    .select(['fingerprint', 'address_salt'])
    .where('account_id', '=', accountId)
    .execute();
  if (earlier.some((key) => key.fingerprint === fingerprint)) throw keyExists();
  if (earlier.length >= MAX_KEYS) throw new AppError('too_many_keys', 'The account has had too many keys.');
  return earlier[0]?.address_salt ?? randomBytes(SALT_OCTETS);
}

export const keyExists = () => new AppError('key_exists', 'The account has a key, or had this one already.');

/** @returns their ids */
export async function insertUnlocks(
  tx: Tx,
  accountId: string,
  fingerprint: string,
  unlocks: readonly CheckedUnlock[],
  now: Date,
): Promise<string[]> {
  const rows = unlocks.map((unlock) => ({
    id: newId(),
    account_id: accountId,
    fingerprint,
    ...unlock,
    created_at: now,
  }));
  await tx.insertInto('key_unlocks').values(rows).execute();
  return rows.map(({ id }) => id);
}
