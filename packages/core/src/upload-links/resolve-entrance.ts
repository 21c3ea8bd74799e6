import type { Db } from '@umschlag/db';
import { AppError, hashToken, nothingHere } from '@umschlag/std';
import type { Deps } from '../deps.ts';
import { verifyToken } from '../tokens/index.ts';
import type { UploadLinkRow } from './own-upload-link.ts';

/**
 * The upload link behind an entrance's token. Changes nothing. Malformed, unknown and ended ones are alike; that it is
 * closed, full or past its deadline is told to whoever holds the link, before they choose a file.
 * @throws AppError `not_found`
 */
export async function resolveEntrance(db: Db, token: string): Promise<UploadLinkRow> {
  const row = await db
    .selectFrom('upload_links')
    .selectAll()
    .where('link_token_hash', '=', hashToken(token))
    .where('ended_at', 'is', null)
    .executeTakeFirst();
  if (!row) throw nothingHere();
  return row;
}

/**
 * Whoever has typed the PIN has a grant for this upload link.
 * @throws AppError `pin_required`, also for a grant that is another's or too old
 */
export async function requireUnlocked(deps: Deps, link: UploadLinkRow, grant: string | undefined): Promise<void> {
  if (link.pin_tag === null) return;
  const { sub } = grant === undefined ? {} : await verifyToken(deps, 'entrance', grant).catch(asAbsent);
  if (sub !== link.id) throw new AppError('pin_required', 'The PIN of the upload link is needed.');
}

/** A forged grant is as good as none; an outage is not. */
function asAbsent(error: unknown): Record<string, string> {
  if (error instanceof AppError && (error.code === 'not_found' || error.code === 'token_expired')) return {};
  throw error;
}
