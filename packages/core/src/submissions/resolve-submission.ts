import type { Db, Schema } from '@umschlag/db';
import { hashToken, nothingHere } from '@umschlag/std';
import type { Selectable } from 'kysely';
import type { DeliveryRow } from '../deliveries/index.ts';
import type { Deps } from '../deps.ts';
import type { UploadLinkRow } from '../upload-links/index.ts';

/** A submission, found by whoever holds its token. */
export interface ResolvedSubmission {
  readonly id: string;
  readonly submission: Selectable<Schema['submissions']>;
  readonly delivery: DeliveryRow;
  readonly link: UploadLinkRow;
}

/**
 * The submission behind a token, while it is a draft or can be read by those whom it is for. Changes nothing.
 * @throws AppError `not_found` for malformed, unknown and ended ones alike
 */
export async function resolveSubmission(deps: Deps, token: string): Promise<ResolvedSubmission> {
  const { db } = deps.database;
  const submission = await db
    .selectFrom('submissions')
    .selectAll()
    .where('token_hash', '=', hashToken(token))
    .executeTakeFirst();
  const delivery = submission && (await loadOne(db, 'deliveries', submission.delivery_id));
  const link = submission && (await loadOne(db, 'upload_links', submission.upload_link_id));
  if (!submission || !delivery || !link || !isThere(delivery, deps.clock.now())) throw nothingHere();
  return { id: delivery.id, submission, delivery, link };
}

async function loadOne<T extends 'deliveries' | 'upload_links'>(db: Db, table: T, id: string) {
  const rows = await db
    .selectFrom(table as 'deliveries')
    .selectAll()
    .where('id', '=', id)
    .executeTakeFirst();
  return rows as Selectable<Schema[T]> | undefined;
}

/** Also once the time is over and no firing of cron has ended it yet. */
function isThere({ state, expires_at }: DeliveryRow, now: Date): boolean {
  return state === 'draft' || (state === 'active' && expires_at !== null && now < expires_at);
}
