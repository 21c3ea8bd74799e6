import type { Tx } from '@umschlag/db';
import { addMs } from '@umschlag/std';
import { sql } from 'kysely';
import type { Deps } from '../deps.ts';
import { retryAfterSeconds } from './throttle.policy.ts';
import { throttleKey } from './throttle-key.ts';

/** So much of something in a time that begins with the first that is taken. */
export interface Allowance {
  readonly limit: number;
  readonly windowMs: number;
}

/** What is left when somebody wants more than that. */
export interface Shortage {
  readonly left: number;
  readonly retryAfterSeconds: number;
}

/**
 * Takes `amount` of an allowance, all of it or nothing, in the transaction of what it is taken for: a rollback gives it
 * back. Others who take of the same allowance wait until that transaction ends, so that it holds for all at once.
 * @param parts what the allowance is of, and whose; only a keyed hash is stored
 * @returns the shortage, if there is too little left
 */
export async function takeAllowance(
  { clock, keys }: Pick<Deps, 'clock' | 'keys'>,
  tx: Tx,
  parts: readonly string[],
  amount: number,
  { limit, windowMs }: Allowance,
): Promise<Shortage | undefined> {
  const now = clock.now();
  const key = throttleKey(keys, ...parts);
  const fresh = { key, count: 0, window_ends_at: addMs(now, windowMs) };
  // The row is held from here on.
  const { count, window_ends_at } = await tx
    .insertInto('throttles')
    .values(fresh)
    .onConflict((conflict) =>
      conflict.column('key').doUpdateSet({
        count: sql`CASE WHEN throttles.window_ends_at <= ${now} THEN 0 ELSE throttles.count END`,
        window_ends_at: sql`CASE WHEN throttles.window_ends_at <= ${now} THEN excluded.window_ends_at
                            ELSE throttles.window_ends_at END`,
      }),
    )
    .returning(['count', 'window_ends_at'])
    .executeTakeFirstOrThrow();
  const left = Math.max(0, limit - count);
  if (amount > left) return { left, retryAfterSeconds: retryAfterSeconds(window_ends_at, now) };
  await tx
    .updateTable('throttles')
    .set({ count: count + amount })
    .where('key', '=', key)
    .execute();
  return undefined;
}

/**
 * Looks whether `amount` could be taken now, and takes nothing: so that work is not begun in vain. Only
 * {@link takeAllowance} holds against others who take at the same time.
 * @param parts as there
 * @returns the shortage, if there is too little left
 */
export async function foreseeShortage(
  { clock, keys, database }: Pick<Deps, 'clock' | 'keys' | 'database'>,
  parts: readonly string[],
  amount: number,
  { limit, windowMs }: Allowance,
): Promise<Shortage | undefined> {
  const now = clock.now();
  const taken = await database.db
    .selectFrom('throttles')
    .select(['count', 'window_ends_at'])
    .where('key', '=', throttleKey(keys, ...parts))
    .where('window_ends_at', '>', now)
    .executeTakeFirst();
  const left = Math.max(0, limit - (taken?.count ?? 0));
  if (amount <= left) return undefined;
  return { left, retryAfterSeconds: retryAfterSeconds(taken?.window_ends_at ?? addMs(now, windowMs), now) };
}
