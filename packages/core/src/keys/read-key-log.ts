import type { Deps } from '../deps.ts';

export interface LoggedEntry {
  readonly seq: number;
  readonly entry: string;
  readonly hash: Buffer;
}

/**
 * The log's entries after `after`, oldest first.
 * @returns with `nextAfter` for the next page; `null` where the log ends at the moment
 */
export async function readKeyLog(
  { database }: Pick<Deps, 'database'>,
  { after, limit }: { readonly after: number; readonly limit: number },
): Promise<{ entries: LoggedEntry[]; nextAfter: number | null }> {
  const rows = await database.db
    .selectFrom('key_log')
    .select(['seq', 'entry', 'hash'])
    .where('seq', '>', after)
    .orderBy('seq')
    .limit(limit + 1)
    .execute();
  const entries = rows.slice(0, limit);
  return { entries, nextAfter: rows.length > limit ? entries.at(-1)!.seq : null };
}
