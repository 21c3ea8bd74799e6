import type { PostgresPool, PostgresPoolClient } from 'kysely';
import pg from 'pg';
import { asDatabaseError } from './database-unavailable.ts';
import { typeParsers } from './type-parsers.ts';

export interface PoolOptions {
  readonly url: string;
  /** Connections at most. Default 10. */
  readonly poolSize?: number;
  /** Shown in pg_stat_activity. */
  readonly applicationName?: string;
}

const CONNECT_TIMEOUT_MS = 10_000;

/**
 * A pg pool for Kysely whose errors are told apart: no database is `DatabaseUnavailable`.
 * Broken connections are dropped and made again by the next query; none of them can end the process.
 */
export function openPool({ url, poolSize = 10, applicationName = 'umschlag' }: PoolOptions): PostgresPool {
  const pool = new pg.Pool({
    connectionString: url,
    max: poolSize,
    application_name: applicationName,
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    keepAlive: true,
    types: typeParsers,
  });
  // An 'error' event without a listener ends Node. Idle connections report on the pool, those in use on the client;
  // whoever runs a query on them gets the error there.
  pool.on('error', () => {});
  pool.on('connect', (client) => client.on('error', () => {}));
  const wrapped = new WeakMap<pg.PoolClient, PostgresPoolClient>();
  return {
    options: pool.options,
    end: () => pool.end(),
    connect: async () => {
      const client = await pool.connect().catch(rethrow);
      // Kysely knows a connection by its object, so the same client must get the same one.
      const known = wrapped.get(client) ?? wrapClient(client);
      wrapped.set(client, known);
      return known;
    },
  };
}

function wrapClient(client: pg.PoolClient): PostgresPoolClient {
  const query = (sql: string, parameters: readonly unknown[]) => client.query(sql, [...parameters]).catch(rethrow);
  return { query, release: (destroy?: boolean) => client.release(destroy) } as unknown as PostgresPoolClient;
}

function rethrow(error: unknown): never {
  throw asDatabaseError(error);
}
