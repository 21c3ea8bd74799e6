import type { Db } from '@umschlag/db';
import { parseMailAddress } from '@umschlag/mailer';
import { throttle } from '../accounts/index.ts';
import type { Deps } from '../deps.ts';
import { type PublishedKey, publishedColumns, selectPublishedKeys } from './published-keys.ts';
import { type KeyAsker, requirePartners } from './require-partners.ts';

export interface FormerPublishedKey extends PublishedKey {
  readonly state: 'replaced' | 'revoked';
  readonly replacedBy: string | null;
  readonly statement: Buffer;
  readonly createdAt: Date;
  readonly endedAt: Date;
}

const endColumns = [
  'k.state',
  'k.replaced_by as replacedBy',
  'k.statement',
  'k.created_at as createdAt',
  'k.ended_at as endedAt',
] as const;

/**
 * The former keys of one address with what their owner signed at their end, newest first: so that who remembers one of
 * them can follow the statements to the key of today.
 * @throws AppError too_many_requests, and as {@link requirePartners}
 */
export async function listKeyHistory(
  deps: Pick<Deps, 'database' | 'clock' | 'keys'>,
  asker: KeyAsker,
  email: string,
): Promise<FormerPublishedKey[]> {
  await throttle(deps, 'key-lookup-account', asker.id);
  const emailKey = parseMailAddress(email)?.key ?? '';
  await requirePartners(deps, asker, [emailKey]);
  const rows = await selectPublishedKeys(deps.database.db)
    .where('a.email_key', '=', emailKey)
    .where('k.state', '<>', 'active')
    .orderBy('k.log_seq', 'desc')
    .select(endColumns)
    .execute();
  // The table's checks: what has ended has a statement and an end.
  return rows as FormerPublishedKey[];
}

/**
 * The keys of an account that sent something, for whoever received it: they check its signature also when the sender has
 * gone from the directory meanwhile. That the asker is a recipient is the caller's affair.
 * @returns the active key, if there is one, and the former ones, newest first
 */
export async function findSignersKeys(
  db: Db,
  accountId: string,
): Promise<{ key: PublishedKey | null; formerKeys: FormerPublishedKey[] }> {
  const rows = await db
    .selectFrom('account_keys as k')
    .where('k.account_id', '=', accountId)
    .orderBy('k.log_seq', 'desc')
    .select([...publishedColumns, ...endColumns])
    .execute();
  return {
    key: rows.find(({ state }) => state === 'active') ?? null,
    formerKeys: rows.filter(({ state }) => state !== 'active') as FormerPublishedKey[],
  };
}
