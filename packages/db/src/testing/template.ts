import pg from 'pg';
import { PgBoss } from 'pg-boss';
import { migrate } from '../migrate.ts';
import { migrationsDigest, readMigrations } from '../migrations.ts';

/** Any number that nothing else in the cluster locks. */
const ADVISORY_LOCK = 7_256_310_443;

/**
 * Makes the migrated template database for a folder of migrations, once per cluster and state of the folder.
 * Jest's workers may call it together.
 * @returns the template's name.
 */
export async function ensureTemplate(clusterUrl: string, migrationsFolder: string): Promise<string> {
  const digest = migrationsDigest(await readMigrations(migrationsFolder));
  const name = `template_${digest.slice(0, 16)}`;
  await withClient(clusterUrl, async (client) => {
    // Released with the session, also when this process is killed.
    await client.query('SELECT pg_advisory_lock($1)', [ADVISORY_LOCK]);
    if (await exists(client, name)) return;
    // A template that a failure left half made has no right name yet.
    await client.query(`DROP DATABASE IF EXISTS ${name}_half`);
    await client.query(`CREATE DATABASE ${name}_half STRATEGY FILE_COPY`);
    const url = databaseUrl(clusterUrl, `${name}_half`);
    await migrate(url, migrationsFolder);
    await installJobs(url);
    await client.query(`ALTER DATABASE ${name}_half RENAME TO ${name}`);
  });
  return name;
}

/** With pg-boss' own tables in the template, a test's first job does not pay for making them. */
async function installJobs(url: string): Promise<void> {
  const boss = new PgBoss({ connectionString: url, schema: 'pgboss', supervise: false, schedule: false, max: 1 });
  boss.on('error', () => {});
  await boss.start();
  await boss.stop({ graceful: false });
}

async function exists(client: pg.Client, name: string): Promise<boolean> {
  const { rowCount } = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [name]);
  return rowCount === 1;
}

/** The same server, another database. */
export function databaseUrl(url: string, database: string): string {
  return url.replace(/\/[^/]*$/, `/${database}`);
}

export async function withClient<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url, application_name: 'umschlag-testing' });
  client.on('error', () => {});
  try {
    await client.connect();
    return await work(client);
  } finally {
    await client.end();
  }
}
