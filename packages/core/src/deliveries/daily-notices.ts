import type { Tx } from '@umschlag/db';
import { AppError, DAY_MS } from '@umschlag/std';
import { foreseeShortage, type Shortage, takeAllowance } from '../accounts/index.ts';
import type { Deps } from '../deps.ts';

/**
 * Counts notices that a sender is about to cause, before any is queued: a stolen session or API token must not be able
 * to write to thousands of strangers. To be called last of all checks, in the transaction that queues them.
 * @throws AppError `too_many_notices` (details: `max`, `left`, `retryAfterSeconds`) when there are more than the day
 *   has left; then none of them counts
 */
export async function countNotices(deps: Deps, tx: Tx, senderId: string, notices: number): Promise<void> {
  refuse(deps, await takeAllowance(deps, tx, allowanceOf(senderId), notices, day(deps)));
}

/**
 * For a call that takes a draft and its files at once: looks before the files come. {@link countNotices} decides.
 * @throws AppError `too_many_notices`, as there
 */
export async function requireNoticesFor(deps: Deps, senderId: string, deliveryId: string): Promise<void> {
  const { recipients } = await deps.database.db
    .selectFrom('delivery_recipients')
    .select(({ fn }) => fn.countAll<string>().as('recipients'))
    .where('delivery_id', '=', deliveryId)
    .executeTakeFirstOrThrow();
  refuse(deps, await foreseeShortage(deps, allowanceOf(senderId), Number(recipients), day(deps)));
}

const allowanceOf = (senderId: string) => ['delivery-notices', senderId];
const day = ({ noticesPerDay }: Deps) => ({ limit: noticesPerDay, windowMs: DAY_MS });

function refuse({ noticesPerDay: max }: Deps, shortage: Shortage | undefined): void {
  if (!shortage) return;
  throw new AppError('too_many_notices', `An account mails at most ${max} notices a day; ${shortage.left} are left.`, {
    details: { max, ...shortage },
  });
}
