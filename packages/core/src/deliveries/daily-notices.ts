import type { Tx } from '@umschlag/db';
import { AppError, DAY_MS } from '@umschlag/std';
import { takeAllowance } from '../accounts/index.ts';
import type { Deps } from '../deps.ts';

/**
 * Counts notices that a sender is about to cause, before any is queued: a stolen session or API token must not be able
 * to write to thousands of strangers. To be called last of all checks, in the transaction that queues them.
 * @throws AppError `too_many_notices` (details: `max`, `left`, `retryAfterSeconds`) when there are more than the day
 *   has left; then none of them counts
 */
export async function countNotices(deps: Deps, tx: Tx, senderId: string, notices: number): Promise<void> {
  const max = deps.noticesPerDay;
  const day = { limit: max, windowMs: DAY_MS };
  const shortage = await takeAllowance(deps, tx, ['delivery-notices', senderId], notices, day);
  if (!shortage) return;
  throw new AppError('too_many_notices', `An account mails at most ${max} notices a day; ${shortage.left} are left.`, {
    details: { max, ...shortage },
  });
}
