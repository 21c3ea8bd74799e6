import type { Deps } from '../deps.ts';

const BATCH = 1000;

/**
 * Job `storage.delete-objects`: deletes what `object_deletions` names, and forgets a name only after the storage has
 * confirmed. May be repeated; what fails stays and is taken up again.
 */
export async function deleteObjects(deps: Deps): Promise<number> {
  let deleted = 0;
  for (;;) {
    const due = await deps.database.db
      .selectFrom('object_deletions')
      .select(['object_key', 'multipart_id'])
      .orderBy('requested_at')
      .limit(BATCH)
      .execute();
    if (due.length === 0) return deleted;
    for (const { object_key, multipart_id } of due) {
      if (multipart_id !== null) await deps.store.abortMultipart(object_key, multipart_id);
    }
    const keys = due.map((one) => one.object_key);
    await deps.store.deleteMany(keys);
    await deps.database.transaction(async (tx) => {
      await tx.deleteFrom('object_deletions').where('object_key', 'in', keys).execute();
    });
    deleted += due.length;
  }
}
