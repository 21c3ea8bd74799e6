import type { Db } from '@umschlag/db';
import { sql } from 'kysely';
import { mayAct } from './may-act.ts';

/** Somebody who reads what came through an upload link. */
export interface Reading {
  /** Of the submission. */
  readonly deliveryId: string;
  /** Of the reader. */
  readonly accountId: string;
}

/** Accounts beside submissions that they may read at this moment. */
function selectReaders(db: Db) {
  return db
    .selectFrom('submissions as s')
    .innerJoin('upload_links as l', 'l.id', 's.upload_link_id')
    .innerJoin('accounts as a', 'a.organisation_id', 'l.organisation_id')
    .select(['s.delivery_id as deliveryId', 'a.id as accountId'])
    .where(({ ref }) => mayAct(ref('a.id'), 'l'));
}

/** @returns the account's id; `undefined` unless it may act for the upload link of the submission now */
export async function findReader(
  db: Db,
  { deliveryId, emailKey }: { readonly deliveryId: string; readonly emailKey: string },
): Promise<string | undefined> {
  const query = selectReaders(db).where('s.delivery_id', '=', deliveryId).where('a.email_key', '=', emailKey);
  return (await query.executeTakeFirst())?.accountId;
}

/** Those of the readings that are still allowed, for downloads that go on; one query. */
export async function listAllowedReadings(db: Db, readings: readonly Reading[]): Promise<Reading[]> {
  if (readings.length === 0) return [];
  const deliveryIds = readings.map((one) => one.deliveryId);
  const accountIds = readings.map((one) => one.accountId);
  return selectReaders(db)
    .where(sql<boolean>`(s.delivery_id, a.id) in (select * from unnest(${deliveryIds}::uuid[], ${accountIds}::uuid[]))`)
    .execute();
}
