import { randomBytes } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { type Database, openDatabase } from '../database.ts';
import { askForCluster } from './cluster-desk.ts';
import { databaseUrl, ensureTemplate, withClient } from './template.ts';

export const MIGRATIONS_FOLDER = fileURLToPath(new URL('../../../../migrations', import.meta.url));

export interface TestDatabase {
  readonly url: string;
  readonly database: Database;
  /** Ends its connections; the database itself goes with the cluster. */
  close(): Promise<void>;
}

/** A database of its own, migrated: one per test file, in `beforeAll`. */
export async function createTestDatabase(
  options: { migrationsFolder?: string; poolSize?: number } = {},
): Promise<TestDatabase> {
  const url = await createFrom(await askForCluster(), options.migrationsFolder ?? MIGRATIONS_FOLDER);
  const database = openDatabase({ url, poolSize: options.poolSize ?? 5, applicationName: 'umschlag-test' });
  return { url, database, close: () => database.close() };
}

/** Any statement, as whoever owns the database may write it. @param url of a test database */
export async function runStatement(url: string, statement: string): Promise<void> {
  await withClient(url, (client) => client.query(statement));
}

/** An empty database without any migration. @returns its URL. */
export async function createEmptyDatabase(): Promise<string> {
  const cluster = await askForCluster();
  return create(cluster, 'template0');
}

async function createFrom(cluster: string, migrationsFolder: string): Promise<string> {
  return create(cluster, await ensureTemplate(cluster, migrationsFolder));
}

/** Copying files is quicker than the default, which writes all of the template to the log. */
async function create(cluster: string, template: string): Promise<string> {
  const name = `test_${randomBytes(6).toString('hex')}`;
  await withClient(cluster, (client) =>
    client.query(`CREATE DATABASE ${name} TEMPLATE ${template} STRATEGY FILE_COPY`),
  );
  return databaseUrl(cluster, name);
}
