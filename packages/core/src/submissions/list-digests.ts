import type { Db } from '@umschlag/db';

/** SHA-256 (hexadecimal) of the files of a submission by file id, as far as the server can know them. */
export async function listDigests(db: Db, submissionId: string): Promise<ReadonlyMap<string, string>> {
  const rows = await db
    .selectFrom('delivery_files')
    .select(['id', 'plain_digest'])
    .where('delivery_id', '=', submissionId)
    .execute();
  return new Map(rows.flatMap(({ id, plain_digest }) => (plain_digest ? [[id, plain_digest.toString('hex')]] : [])));
}
