import { Kysely, PostgresDialect } from 'kysely';
import type { Db, Tx } from './database-types.ts';
import { asDatabaseError } from './database-unavailable.ts';
import { type Listener, listen } from './listen.ts';
import { openPool, type PoolOptions } from './pool.ts';
import type { Schema } from './schema.ts';
import { runTransaction, type TransactionOptions } from './transaction.ts';

export interface Database {
  readonly url: string;
  /** For reading. */
  readonly db: Db;
  /** Runs `work` in one transaction, again after a deadlock: it must do nothing outside the database. */
  transaction<T>(work: (tx: Tx) => Promise<T>, options?: TransactionOptions): Promise<T>;
  /** Calls `onMessage` for each NOTIFY; `onReconnect` after a cut, as messages sent meanwhile are lost. */
  listen(channel: string, onMessage: (payload: string) => void, onReconnect?: () => void): Promise<Listener>;
  /** Ends all connections. Queries under way are awaited. */
  close(): Promise<void>;
}

/**
 * Opens a database lazily: the first query connects.
 * All its errors of reach (down, restarting, cut) are `DatabaseUnavailable`; the next query tries afresh.
 */
export function openDatabase(options: PoolOptions): Database {
  const kysely = new Kysely<Schema>({ dialect: new PostgresDialect({ pool: openPool(options) }) });
  const { url, applicationName = 'umschlag' } = options;
  const listeners = new Set<Listener>();
  return {
    url,
    db: kysely,
    transaction: (work, how) => runTransaction(kysely, work, how),
    listen: async (channel, onMessage, onReconnect) => {
      const wanted = { url, applicationName, channel, onMessage, ...(onReconnect ? { onReconnect } : {}) };
      const listener = await listen(wanted).catch((error) => {
        throw asDatabaseError(error);
      });
      listeners.add(listener);
      return listener;
    },
    close: async () => {
      await Promise.all([...listeners].map((listener) => listener.close()));
      await kysely.destroy();
    },
  };
}
