import { createHmac } from 'node:crypto';
import { AppError, addMs } from '@umschlag/std';
import { sql } from 'kysely';
import type { Deps } from '../deps.ts';
import { retryAfterSeconds, THROTTLES, type ThrottleKind } from './throttle.policy.ts';

/**
 * Counts one try, and refuses it when there were too many. Only a keyed hash of `value` is stored.
 * It is one statement, so a limit holds under parallel requests; it is committed at once, whatever becomes of the try.
 * @throws AppError too_many_requests with `retryAfterSeconds`
 */
export async function throttle(
  { database, clock, keys }: Pick<Deps, 'database' | 'clock' | 'keys'>,
  kind: ThrottleKind,
  value: string,
): Promise<void> {
  const now = clock.now();
  const { limit, windowMs } = THROTTLES[kind];
  const key = createHmac('sha256', keys.of('throttles')).update(`${kind}\0${value}`, 'utf8').digest();
  const row = await database.transaction((tx) =>
    tx
      .insertInto('throttles')
      .values({ key, count: 1, window_ends_at: addMs(now, windowMs) })
      .onConflict((conflict) =>
        conflict.column('key').doUpdateSet({
          count: sql`CASE WHEN throttles.window_ends_at <= ${now} THEN 1 ELSE throttles.count + 1 END`,
          window_ends_at: sql`CASE WHEN throttles.window_ends_at <= ${now} THEN excluded.window_ends_at
                              ELSE throttles.window_ends_at END`,
        }),
      )
      .returning(['count', 'window_ends_at'])
      .executeTakeFirstOrThrow(),
  );
  if (row.count <= limit) return;
  const details = { retryAfterSeconds: retryAfterSeconds(row.window_ends_at, now) };
  throw new AppError('too_many_requests', 'Too many tries. Wait a while.', { details });
}
