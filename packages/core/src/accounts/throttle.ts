import { AppError, addMs } from '@umschlag/std';
import { sql } from 'kysely';
import type { Deps } from '../deps.ts';
import { networksOf } from './client-network.policy.ts';
import {
  type ClientThrottleKind,
  retryAfterSeconds,
  THROTTLES,
  type ThrottleKind,
  WIDE_TIMES,
} from './throttle.policy.ts';
import { throttleKey } from './throttle-key.ts';

type ThrottleDeps = Pick<Deps, 'database' | 'clock' | 'keys'>;

/**
 * Counts one try, and refuses it when there were too many. Only a keyed hash of `values` is stored.
 * @throws AppError too_many_requests with `retryAfterSeconds`
 */
export function throttle(deps: ThrottleDeps, kind: ThrottleKind, ...values: readonly string[]): Promise<void> {
  return count(deps, throttleKey(deps.keys, kind, ...values), THROTTLES[kind]);
}

/**
 * Counts one try per network that it comes from, the subscriber's and the wide one around it: whoever has a whole
 * /48 has 65,536 of /64.
 * @throws AppError too_many_requests with `retryAfterSeconds`
 */
export async function throttleClient(
  deps: ThrottleDeps,
  kind: ClientThrottleKind,
  clientAddress: string,
): Promise<void> {
  const { narrow, wide } = networksOf(clientAddress);
  await throttle(deps, kind, narrow);
  const { limit, windowMs } = THROTTLES[kind];
  await count(deps, throttleKey(deps.keys, `${kind}-wide`, wide), { limit: limit * WIDE_TIMES, windowMs });
}

/** One statement, so that a limit holds under parallel requests; committed at once, whatever becomes of the try. */
async function count(
  { database, clock }: ThrottleDeps,
  key: Buffer,
  { limit, windowMs }: { readonly limit: number; readonly windowMs: number },
): Promise<void> {
  const now = clock.now();
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
