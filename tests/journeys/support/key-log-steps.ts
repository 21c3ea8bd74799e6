import { createHash } from 'node:crypto';
import { changeRows } from './database.ts';
import type { Standalone } from './standalone.ts';

interface Entry {
  readonly seq: number;
  readonly entry: string;
}

/**
 * Changes the key log as whoever runs the platform could: what refuses it is a trigger, and the operator's to turn off.
 */
export async function tamperWithLog(stack: Standalone, change: (entries: readonly Entry[]) => Entry[]): Promise<void> {
  await changeRows(stack, async (tx) => {
    // Until the transaction ends no trigger is asked.
    await tx
      .selectNoFrom((eb) =>
        eb.fn('set_config', [eb.val('session_replication_role'), eb.val('replica'), eb.val(true)]).as('set'),
      )
      .execute();
    const before = await tx.selectFrom('key_log').select(['seq', 'entry']).orderBy('seq').execute();
    await tx.deleteFrom('key_log').execute();
    const after = change(before.map(({ seq, entry }) => ({ seq: Number(seq), entry })));
    const values = after.map(({ seq, entry }) => ({ seq, entry, hash: createHash('sha256').update(entry).digest() }));
    await tx.insertInto('key_log').values(values).execute();
  });
}

/** Another history each time, in which all that follows is made to fit: a chain without a fault. */
export function rewritten(entries: readonly Entry[]): Entry[] {
  const time = new Date().toISOString();
  let previous = '0'.repeat(64);
  return entries.map(({ seq, entry }) => {
    const other = JSON.stringify({ ...JSON.parse(entry), time, previous });
    previous = createHash('sha256').update(other).digest('hex');
    return { seq, entry: other };
  });
}

/** One entry that says something else, and nothing more: the next one does not fit any more. */
export const changedAt =
  (at: number) =>
  (entries: readonly Entry[]): Entry[] =>
    entries.map(({ seq, entry }) => ({
      seq,
      entry: seq === at ? entry.replace(/"time":"[^"]*"/, '"time":"2026-01-02T00:00:00.000Z"') : entry,
    }));
