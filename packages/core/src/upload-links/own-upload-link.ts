import type { Db, Schema, Tx } from '@umschlag/db';
import { nothingHere } from '@umschlag/std';
import type { Selectable } from 'kysely';
import { mayAct } from './may-act.ts';

export type UploadLinkRow = Selectable<Schema['upload_links']>;

/** To anybody but those who may act for it an upload link does not exist, colleagues and administrators included. */
function selectOwn(db: Db, accountId: string, uploadLinkId: string) {
  return db.selectFrom('upload_links').selectAll().where('id', '=', uploadLinkId).where(mayAct(accountId));
}

/** @throws AppError `not_found` when it is absent or somebody else's */
export async function loadOwnUploadLink(db: Db, accountId: string, uploadLinkId: string): Promise<UploadLinkRow> {
  const row = await selectOwn(db, accountId, uploadLinkId).executeTakeFirst();
  if (!row) throw nothingHere();
  return row;
}

/** As {@link loadOwnUploadLink}, and holds the row until the transaction ends. */
export async function lockOwnUploadLink(tx: Tx, accountId: string, uploadLinkId: string): Promise<UploadLinkRow> {
  const row = await selectOwn(tx, accountId, uploadLinkId).forUpdate().executeTakeFirst();
  if (!row) throw nothingHere();
  return row;
}
