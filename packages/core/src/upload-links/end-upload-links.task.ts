import type { Tx } from '@umschlag/db';
import { addMs, DAY_MS, PLATFORM_LIMITS } from '@umschlag/std';
import type { Deps } from '../deps.ts';
import { DEADLINE_GRACE_MS } from './entrance-state.policy.ts';

/** So long after its deadline or closing: by then what was submitted last is gone as well. */
const KEPT_MS = PLATFORM_LIMITS.maxExpiryDays * DAY_MS + DEADLINE_GRACE_MS;
const BATCH = 500;

/**
 * Cron: ends upload links whose time is over: the key of their texts is destroyed, and who was invited forgotten.
 * One that still holds a submission waits for its end.
 * @returns how many
 */
export async function endUploadLinks(deps: Deps): Promise<number> {
  const now = deps.clock.now();
  const before = addMs(now, -KEPT_MS);
  return deps.database.transaction(async (tx) => {
    const due = await tx
      .selectFrom('upload_links as l')
      .select('l.id')
      .where('l.ended_at', 'is', null)
      .where((is) => is.or([is('l.deadline_at', '<=', before), is('l.closed_at', '<=', before)]))
      .where(({ not, exists, selectFrom }) =>
        not(
          exists(
            selectFrom('submissions as s')
              .innerJoin('deliveries as d', 'd.id', 's.delivery_id')
              .select('d.id')
              .whereRef('s.upload_link_id', '=', 'l.id')
              .where('d.state', 'in', ['draft', 'active']),
          ),
        ),
      )
      .orderBy('l.deadline_at')
      .limit(BATCH)
      .forUpdate('l')
      .skipLocked()
      .execute();
    for (const { id } of due) await endUploadLink(tx, id, now);
    return due.length;
  });
}

async function endUploadLink(tx: Tx, id: string, now: Date): Promise<void> {
  await tx.deleteFrom('upload_link_keys').where('upload_link_id', '=', id).execute();
  await tx.updateTable('requested_documents').set({ sealed_texts: null }).where('upload_link_id', '=', id).execute();
  await tx
    .updateTable('upload_links')
    .set({ ended_at: now, updated_at: now, sealed_texts: null, pin_tag: null, invited_email: null })
    .where('id', '=', id)
    .execute();
}
