import { AppError, addMs } from '@umschlag/std';
import { sql } from 'kysely';
import type { Deps } from '../deps.ts';
import { PASSWORD_TURNS } from './throttle.policy.ts';
import { throttleKey } from './throttle-key.ts';

/**
 * Takes a turn to try a password for an address (generic cell rate algorithm, ITU-T I.371: the row holds the
 * theoretical arrival time of the next try). One statement, so that parallel tries take different turns.
 * @returns how long to wait for it, in ms; zero for the first ones
 * @throws AppError too_many_requests when the wait would be too long
 */
export async function takePasswordTurn(
  { database, clock, keys }: Pick<Deps, 'database' | 'clock' | 'keys'>,
  emailKey: string,
): Promise<number> {
  const now = clock.now();
  const { atOnce, everyMs, longestWaitMs } = PASSWORD_TURNS;
  const freeMs = (atOnce - 1) * everyMs;
  const row = await database.transaction((tx) =>
    tx
      .insertInto('throttles')
      .values({ key: throttleKey(keys, 'password-turns', emailKey), count: 1, window_ends_at: addMs(now, everyMs) })
      .onConflict((conflict) =>
        conflict
          .column('key')
          .doUpdateSet({
            count: sql`throttles.count + 1`,
            window_ends_at: sql`greatest(throttles.window_ends_at, ${now}) + ${everyMs} * interval '1 millisecond'`,
          })
          .where('throttles.window_ends_at', '<=', addMs(now, freeMs + longestWaitMs)),
      )
      .returning('window_ends_at')
      .executeTakeFirst(),
  );
  if (!row) {
    const details = { retryAfterSeconds: Math.ceil(everyMs / 1000) };
    throw new AppError('too_many_requests', 'Too many people are signing in just now.', { details });
  }
  return Math.max(0, row.window_ends_at.getTime() - everyMs - now.getTime() - freeMs);
}
