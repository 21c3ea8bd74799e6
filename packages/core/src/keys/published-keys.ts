import type { Db } from '@umschlag/db';

/** What others may know of a key: what they need to encrypt to it, and to find it in the log. */
export interface PublishedKey {
  readonly fingerprint: string;
  readonly version: 4 | 6;
  readonly publicKey: Buffer;
  readonly addressSalt: Buffer;
  readonly logSeq: number;
}

/** Columns of {@link PublishedKey}; never those of an unlock. */
export const publishedColumns = [
  'k.fingerprint',
  'k.version',
  'k.public_key as publicKey',
  'k.address_salt as addressSalt',
  'k.log_seq as logSeq',
] as const;

/** Keys of accounts that may be used: neither disabled nor unconfirmed. */
export function selectPublishedKeys(db: Db) {
  return db
    .selectFrom('account_keys as k')
    .innerJoin('accounts as a', 'a.id', 'k.account_id')
    .where('a.disabled_at', 'is', null)
    .where('a.confirmed_at', 'is not', null)
    .select(publishedColumns);
}

/**
 * The active keys of addresses, for features that have decided who may ask.
 * @param emailKeys addresses in the form used for comparison
 * @returns by address; none for those without a key, whatever the reason
 */
export async function findActiveKeys(db: Db, emailKeys: readonly string[]): Promise<Map<string, PublishedKey>> {
  if (emailKeys.length === 0) return new Map();
  const rows = await selectPublishedKeys(db)
    .where('k.state', '=', 'active')
    .where('a.email_key', 'in', emailKeys)
    .select('a.email_key')
    .execute();
  return new Map(rows.map(({ email_key, ...key }) => [email_key, key]));
}
