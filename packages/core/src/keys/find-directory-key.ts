import type { Deps } from '../deps.ts';
import { selectPublishedKeys } from './published-keys.ts';

/**
 * A caseworker's active key for the Web Key Directory. That the domain is one of ours to publish is the caller's affair.
 * @param domain in lower case, without wildcards of SQL
 * @returns its octets, or `undefined`
 */
export async function findDirectoryKey(
  { database }: Pick<Deps, 'database'>,
  { domain, hash }: { readonly domain: string; readonly hash: string },
): Promise<Buffer | undefined> {
  const key = await selectPublishedKeys(database.db)
    .where('k.wkd_hash', '=', hash)
    .where('k.state', '=', 'active')
    .where('a.kind', '=', 'caseworker')
    .where('a.email_key', 'like', `%@${domain}`)
    .executeTakeFirst();
  return key?.publicKey;
}
