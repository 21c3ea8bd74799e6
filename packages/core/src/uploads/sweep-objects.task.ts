import { addMs, DAY_MS } from '@umschlag/std';
import type { Deps } from '../deps.ts';
import { noteObjects } from '../storage/index.ts';
import { OBJECT_PREFIX } from './file-row.ts';

/** Longer than any form takes from its first object to its row. */
const SPARED_MS = 2 * DAY_MS;
const BATCH = 500;

/**
 * Cron: notes for deletion the objects that no file knows: what a crash left of a form, or what was put together while
 * its file was taken away. Younger than two days is spared. May be repeated.
 * @returns how many
 */
export async function sweepObjects(deps: Deps): Promise<number> {
  const before = addMs(deps.clock.now(), -SPARED_MS);
  let noted = 0;
  let keys: string[] = [];
  for await (const { key, modifiedAt } of deps.store.list(OBJECT_PREFIX)) {
    if (modifiedAt > before) continue;
    keys.push(key);
    if (keys.length < BATCH) continue;
    noted += await noteUnknown(deps, keys);
    keys = [];
  }
  return noted + (await noteUnknown(deps, keys));
}

async function noteUnknown(deps: Deps, keys: readonly string[]): Promise<number> {
  if (keys.length === 0) return 0;
  return deps.database.transaction(async (tx) => {
    const rows = await tx.selectFrom('delivery_files').select('object_key').where('object_key', 'in', keys).execute();
    const known = new Set(rows.map((row) => row.object_key));
    const unknown = keys.filter((key) => !known.has(key));
    const objects = unknown.map((objectKey) => ({ objectKey }));
    await noteObjects(deps, tx, objects, 'objects without a file');
    return unknown.length;
  });
}
