import { addMs, DAY_MS } from '@umschlag/std';
import type { Deps } from '../deps.ts';

/** Far longer than it takes to write the rows of an upload that has begun. */
const SPARED_MS = DAY_MS;

/**
 * Cron: aborts multipart uploads of the storage that no upload knows: what a crash left between the storage's beginning
 * and the rows of an upload, or in the middle of a form. Younger than a day is spared. May be repeated.
 * @returns how many
 */
export async function sweepMultiparts(deps: Deps): Promise<number> {
  const before = addMs(deps.clock.now(), -SPARED_MS);
  let aborted = 0;
  for await (const { key, multipartId, startedAt } of deps.store.listMultiparts()) {
    if (startedAt > before) continue;
    const known = await deps.database.db
      .selectFrom('uploads')
      .select('id')
      .where('multipart_id', '=', multipartId)
      .executeTakeFirst();
    if (known) continue;
    await deps.store.abortMultipart(key, multipartId);
    aborted += 1;
  }
  return aborted;
}
