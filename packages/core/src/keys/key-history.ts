import { parseMailAddress } from '@umschlag/mailer';
import { throttle } from '../accounts/index.ts';
import type { Deps } from '../deps.ts';
import { type PublishedKey, selectPublishedKeys } from './published-keys.ts';

export interface FormerPublishedKey extends PublishedKey {
  readonly state: 'replaced' | 'revoked';
  readonly replacedBy: string | null;
  readonly statement: Buffer;
  readonly createdAt: Date;
  readonly endedAt: Date;
}

/**
 * The former keys of one address with what their owner signed at their end, newest first: so that who remembers one of
 * them can follow the statements to the key of today.
 * @throws AppError too_many_requests
 */
export async function listKeyHistory(
  deps: Pick<Deps, 'database' | 'clock' | 'keys'>,
  accountId: string,
  email: string,
): Promise<FormerPublishedKey[]> {
  await throttle(deps, 'key-lookup-account', accountId);
  const rows = await selectPublishedKeys(deps.database.db)
    .where('a.email_key', '=', parseMailAddress(email)?.key ?? '')
    .where('k.state', '<>', 'active')
    .orderBy('k.log_seq', 'desc')
    .select([
      'k.state',
      'k.replaced_by as replacedBy',
      'k.statement',
      'k.created_at as createdAt',
      'k.ended_at as endedAt',
    ])
    .execute();
  // The table's checks: what has ended has a statement and an end.
  return rows as FormerPublishedKey[];
}
