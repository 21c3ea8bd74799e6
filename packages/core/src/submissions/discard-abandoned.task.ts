import { addMs, DAY_MS } from '@umschlag/std';
import { discardDraft } from '../deliveries/index.ts';
import type { Deps } from '../deps.ts';

/** As long as an upload can be gone on with, counted from the last file that was added. */
const ABANDONED_MS = 7 * DAY_MS;
const BATCH = 500;

/**
 * Cron: throws submissions away that were begun and not sent for a week, with their files. The upload link is as it was.
 * @returns how many
 */
export async function discardAbandoned(deps: Deps): Promise<number> {
  const abandoned = await deps.database.db
    .selectFrom('submissions')
    .innerJoin('deliveries', 'deliveries.id', 'submissions.delivery_id')
    .select('deliveries.id')
    .where('deliveries.state', '=', 'draft')
    .where('deliveries.updated_at', '<=', addMs(deps.clock.now(), -ABANDONED_MS))
    .limit(BATCH)
    .execute();
  let discarded = 0;
  for (const { id } of abandoned) if (await discardQuietly(deps, id)) discarded += 1;
  return discarded;
}

/** Sent or discarded in this very moment: then there is nothing to do. */
async function discardQuietly(deps: Deps, id: string): Promise<boolean> {
  try {
    await discardDraft(deps, { submissionId: id }, id);
    return true;
  } catch (error) {
    if ((error as { code?: unknown }).code === 'delivery_not_draft') return false;
    if ((error as { code?: unknown }).code === 'not_found') return false;
    throw error;
  }
}
