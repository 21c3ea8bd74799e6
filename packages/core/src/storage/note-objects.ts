import type { Tx } from '@umschlag/db';
import { sql } from 'kysely';
import type { Deps } from '../deps.ts';

export interface NotedObject {
  readonly objectKey: string;
  /** Of the multipart upload that it comes from, finished or not: it is aborted before the object is deleted. */
  readonly multipartId?: string | null;
}

/**
 * Notes objects for deletion, in the transaction after which no file knows them; a job deletes them. May be repeated:
 * what is noted already is noted anew. A deletion that is under way may have been there before the object was, and so
 * forgets its own request only.
 * @param reason for whoever reads the queue
 */
export async function noteObjects(
  deps: Pick<Deps, 'jobs' | 'clock'>,
  tx: Tx,
  objects: readonly NotedObject[],
  reason: string,
): Promise<void> {
  if (objects.length === 0) return;
  const requestedAt = deps.clock.now();
  await tx
    .insertInto('object_deletions')
    .values(
      objects.map(({ objectKey, multipartId = null }) => ({
        object_key: objectKey,
        multipart_id: multipartId,
        requested_at: requestedAt,
      })),
    )
    .onConflict((known) =>
      known.column('object_key').doUpdateSet({
        requested_at: sql`greatest(excluded.requested_at, object_deletions.requested_at + interval '1 millisecond')`,
      }),
    )
    .execute();
  await deps.jobs.enqueue(tx, 'storage.delete-objects', { reason });
}
