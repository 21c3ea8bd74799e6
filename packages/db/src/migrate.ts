import pg from 'pg';
import { asDatabaseError } from './database-unavailable.ts';
import { type Migration, readMigrations } from './migrations.ts';

/** The database and the folder tell different histories; nothing was changed. */
export class MigrationConflict extends Error {
  override readonly name = 'MigrationConflict';
}

/** Any number that nothing else in the database locks. */
const ADVISORY_LOCK = 7_256_310_442;

const CREATE_HISTORY = `CREATE TABLE IF NOT EXISTS schema_migration (
  name text PRIMARY KEY,
  sha256 bytea NOT NULL,
  applied_at timestamptz NOT NULL DEFAULT now()
)`;

/**
 * Brings a database to the newest schema: the missing migrations in order, each in a transaction of its own.
 * Several processes may call it together; they take turns.
 * @returns the names applied now.
 * @throws MigrationConflict when an applied migration was changed or is missing from the folder, or a new one
 *   comes before an applied one; DatabaseUnavailable.
 */
export async function migrate(target: string | { readonly url: string }, folder: string): Promise<string[]> {
  const migrations = await readMigrations(folder);
  const connectionString = typeof target === 'string' ? target : target.url;
  const client = new pg.Client({ connectionString, application_name: 'umschlag-migrate' });
  client.on('error', () => {});
  try {
    await client.connect();
    await client.query('SELECT pg_advisory_lock($1)', [ADVISORY_LOCK]);
    await client.query(CREATE_HISTORY);
    const pending = await pendingMigrations(client, migrations);
    for (const migration of pending) await apply(client, migration);
    return pending.map(({ name }) => name);
  } catch (error) {
    throw asDatabaseError(error);
  } finally {
    // Ending the session releases the lock.
    await client.end().catch(() => {});
  }
}

async function pendingMigrations(client: pg.Client, migrations: readonly Migration[]): Promise<Migration[]> {
  const { rows } = await client.query<{ name: string; sha256: Buffer }>(
    'SELECT name, sha256 FROM schema_migration ORDER BY name COLLATE "C"',
  );
  for (const [index, applied] of rows.entries()) {
    const file = migrations[index];
    if (file?.name !== applied.name) {
      const known = migrations.some(({ name }) => name === applied.name);
      throw new MigrationConflict(
        known
          ? `The migration ${file?.name} comes before ${applied.name}, which is applied already.`
          : `The applied migration ${applied.name} is missing from the folder.`,
      );
    }
    if (!file.sha256.equals(applied.sha256)) {
      throw new MigrationConflict(`The migration ${applied.name} was changed after it was applied.`);
    }
  }
  return migrations.slice(rows.length);
}

async function apply(client: pg.Client, { name, sql, sha256 }: Migration): Promise<void> {
  await client.query('BEGIN');
  try {
    await client.query(sql);
    await client.query('INSERT INTO schema_migration (name, sha256) VALUES ($1, $2)', [name, sha256]);
    await client.query('COMMIT');
  } catch (error) {
    await client.query('ROLLBACK').catch(() => {});
    const detail = error instanceof Error ? error.message : String(error);
    throw Object.assign(new Error(`The migration ${name} failed: ${detail}`, { cause: error }), {
      code: (error as { code?: string }).code,
    });
  }
}
