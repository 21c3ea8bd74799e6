import type { Deps } from '../deps.ts';

const BATCH = 1000;

interface Due {
  readonly object_key: string;
  readonly multipart_id: string | null;
  readonly requested_at: Date;
}

/**
 * Job `storage.delete-objects`: deletes what `object_deletions` names, and forgets a name only after the storage has
 * confirmed, and unless it was named again meanwhile. May be repeated; what fails stays and is taken up again, and holds
 * up nothing else: where a whole batch is refused its objects are deleted one by one.
 * @returns how many
 * @throws the outage; or the first refusal, when all that could be deleted is deleted
 */
export async function deleteObjects(deps: Deps): Promise<number> {
  const failures: unknown[] = [];
  let deleted = 0;
  let after = '';
  for (;;) {
    const due = await dueAfter(deps, after);
    if (due.length === 0) break;
    after = due.at(-1)!.object_key;
    try {
      deleted += await deleteThese(deps, due);
    } catch {
      // An outage fails here, rather than a thousand times over.
      await deps.store.check();
      for (const one of due)
        deleted += await deleteThese(deps, [one]).catch((error) => {
          failures.push(error);
          return 0;
        });
    }
  }
  if (failures.length > 0) throw failures[0];
  return deleted;
}

function dueAfter(deps: Deps, after: string): Promise<Due[]> {
  return deps.database.db
    .selectFrom('object_deletions')
    .select(['object_key', 'multipart_id', 'requested_at'])
    .where('object_key', '>', after)
    .orderBy('object_key')
    .limit(BATCH)
    .execute();
}

async function deleteThese(deps: Deps, due: readonly Due[]): Promise<number> {
  for (const { object_key, multipart_id } of due) {
    if (multipart_id !== null) await deps.store.abortMultipart(object_key, multipart_id);
  }
  const keys = due.map((one) => one.object_key);
  await deps.store.deleteMany(keys);
  await deps.database.transaction(async (tx) => {
    await tx
      .deleteFrom('object_deletions')
      // What was asked for again meanwhile may have come back after it was deleted.
      .where(({ eb, refTuple, tuple }) =>
        eb(
          refTuple('object_key', 'requested_at'),
          'in',
          due.map((one) => tuple(one.object_key, one.requested_at)),
        ),
      )
      .execute();
  });
  return due.length;
}
