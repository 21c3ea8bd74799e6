import type { Db } from '@umschlag/db';
import { AppError, DAY_MS, newId, nothingHere, SECOND_MS } from '@umschlag/std';
import type { Deps } from '../deps.ts';
import { signToken, verifyToken } from '../tokens/index.ts';
import type { ResolvedLink } from './resolve-link.ts';
import type { ServedFile } from './served-file.ts';

const GRANT_TTL_SECONDS = DAY_MS / SECOND_MS;

/** The right to fetch one file of limited number once. */
export interface DownloadGrant {
  /** Id of the row in `fetches` that it becomes: a grant counts once at most. */
  readonly fetchId: string;
}

/**
 * A grant for one file and recipient, good for 24 hours. Uses nothing up: the file's last octet does.
 *
 * It may be used for any number of ranges, cut connections included, until the last octet has been delivered. Then it
 * ends, so that one claim cannot be shared out.
 * @throws AppError `download_limit_reached`
 */
export async function grantDownload(deps: Deps, link: ResolvedLink, file: ServedFile): Promise<string> {
  await requireFetchLeft(deps.database.db, link, file.id);
  return signToken(deps, 'download', { sub: link.recipient.id, file: file.id, fetch: newId() }, GRANT_TTL_SECONDS);
}

/**
 * What must be shown before the first octet of a file is sent.
 * @returns `undefined` when the delivery has no limit
 * @throws AppError `download_claim_required` without a grant or with one that has ended, `download_limit_reached`,
 *   `token_expired`, `not_found` for a grant of another recipient or file
 */
export async function requireGrant(
  deps: Deps,
  link: ResolvedLink,
  file: ServedFile,
  token: string | undefined,
): Promise<DownloadGrant | undefined> {
  if (link.delivery.download_limit === null) return undefined;
  if (token === undefined) throw claimRequired();
  const claims = await verifyToken(deps, 'download', token);
  const fetchId = claims.fetch;
  if (claims.sub !== link.recipient.id || claims.file !== file.id || !fetchId) throw nothingHere();
  const { db } = deps.database;
  const fetch = await db.selectFrom('fetches').select('state').where('id', '=', fetchId).executeTakeFirst();
  if (fetch && fetch.state !== 'claimed') {
    await requireFetchLeft(db, link, file.id);
    throw claimRequired();
  }
  if (!fetch) await requireFetchLeft(db, link, file.id);
  return { fetchId };
}

function claimRequired(): AppError {
  return new AppError('download_claim_required', 'Claim the download first.');
}

export function limitReached(): AppError {
  return new AppError('download_limit_reached', 'The file has been fetched as often as its sender allows.');
}

async function requireFetchLeft(db: Db, { delivery, recipient }: ResolvedLink, fileId: string): Promise<void> {
  if (delivery.download_limit === null) return;
  const row = await db
    .selectFrom('fetch_counts')
    .select('count')
    .where('recipient_id', '=', recipient.id)
    .where('file_id', '=', fileId)
    .executeTakeFirst();
  if ((row?.count ?? 0) >= delivery.download_limit) throw limitReached();
}
