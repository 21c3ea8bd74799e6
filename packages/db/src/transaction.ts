import { setTimeout as delay } from 'node:timers/promises';
import type { IsolationLevel, Kysely } from 'kysely';
import type { Tx } from './database-types.ts';
import type { Schema } from './schema.ts';

export interface TransactionOptions {
  /** Default: read committed. */
  readonly isolation?: IsolationLevel;
}

const MAX_RETRIES = 3;
const RETRY_SPREAD_MS = 50;

/** serialization_failure and deadlock_detected: the same work done again may well succeed. */
const RETRYABLE = new Set(['40001', '40P01']);

/**
 * Runs `work` in one transaction; a throw rolls it back. After a deadlock or a serialization failure it is run again,
 * three times at most, so `work` must do nothing outside the database.
 * @throws DatabaseUnavailable when the connection is lost; when that was at COMMIT the outcome is unknown.
 */
export async function runTransaction<T>(
  kysely: Kysely<Schema>,
  work: (tx: Tx) => Promise<T>,
  { isolation }: TransactionOptions = {},
): Promise<T> {
  for (let retries = 0; ; retries++) {
    try {
      const builder = isolation ? kysely.transaction().setIsolationLevel(isolation) : kysely.transaction();
      return await builder.execute((tx) => work(tx as Tx));
    } catch (error) {
      const code = (error as { code?: unknown } | null)?.code;
      if (retries >= MAX_RETRIES || typeof code !== 'string' || !RETRYABLE.has(code)) throw error;
      // Rivals that were stopped together must not meet again at once.
      await delay(Math.random() * RETRY_SPREAD_MS);
    }
  }
}
