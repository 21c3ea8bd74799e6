import type { Tx } from '@umschlag/db';
import { sql } from 'kysely';

/** Octets of a file that have been handed to a recipient's connection. */
export interface DeliveredRange {
  readonly recipientId: string;
  readonly fileId: string;
  /** Of the whole file, in octets. */
  readonly sizeBytes: number;
  readonly start: number;
  /** Exclusive. */
  readonly end: number;
}

/** A file in more pieces than this is put together by nobody; so a row cannot be made to grow without end. */
const MAX_PIECES = 1000;

/**
 * Adds a range to what the recipient has had of the file before. What covers the file is forgotten again, so that it
 * counts once; a download in one go needs no row at all.
 * @returns whether all octets of the file have been delivered now
 */
export async function addDeliveredRange(tx: Tx, range: DeliveredRange): Promise<boolean> {
  const { recipientId, fileId, sizeBytes, start, end } = range;
  if (start === 0 && end === sizeBytes) return true;
  if (start >= end) return false;
  const added = await tx
    .insertInto('fetch_progress')
    .values({ recipient_id: recipientId, file_id: fileId, octets: sql`int8multirange(int8range(${start}, ${end}))` })
    .onConflict((known) =>
      known
        .columns(['recipient_id', 'file_id'])
        .doUpdateSet({ octets: sql`fetch_progress.octets + excluded.octets` })
        .where(sql<boolean>`NOT fetch_progress.octets @> excluded.octets`)
        .where(sql<boolean>`(SELECT count(*) FROM unnest(fetch_progress.octets + excluded.octets)) <= ${MAX_PIECES}`),
    )
    .returning(sql<boolean>`octets @> int8range(0, ${sizeBytes})`.as('is_whole'))
    .executeTakeFirst();
  if (!added?.is_whole) return false;
  await tx.deleteFrom('fetch_progress').where('recipient_id', '=', recipientId).where('file_id', '=', fileId).execute();
  return true;
}
