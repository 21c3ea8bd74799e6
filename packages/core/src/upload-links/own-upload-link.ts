import type { Db, Schema, Tx } from '@umschlag/db';
import { nothingHere } from '@umschlag/std';
import type { Selectable } from 'kysely';

export type UploadLinkRow = Selectable<Schema['upload_links']>;

/** To anybody but its owner an upload link does not exist, colleagues and administrators included. */
function selectOwn(db: Db, ownerId: string, uploadLinkId: string) {
  return db.selectFrom('upload_links').selectAll().where('id', '=', uploadLinkId).where('owner_id', '=', ownerId);
}

/** @throws AppError `not_found` when it is absent or somebody else's */
export async function loadOwnUploadLink(db: Db, ownerId: string, uploadLinkId: string): Promise<UploadLinkRow> {
  const row = await selectOwn(db, ownerId, uploadLinkId).executeTakeFirst();
  if (!row) throw nothingHere();
  return row;
}

/** As {@link loadOwnUploadLink}, and holds the row until the transaction ends. */
export async function lockOwnUploadLink(tx: Tx, ownerId: string, uploadLinkId: string): Promise<UploadLinkRow> {
  const row = await selectOwn(tx, ownerId, uploadLinkId).forUpdate().executeTakeFirst();
  if (!row) throw nothingHere();
  return row;
}
