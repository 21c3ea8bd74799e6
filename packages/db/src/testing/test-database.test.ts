import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { sql } from 'kysely';
import type pg from 'pg';
import { claimCronRun } from '../cron-runs.ts';
import { askForCluster } from './cluster-desk.ts';
import { createTestDatabase } from './index.ts';
import { ensureTemplate, withClient } from './template.ts';

test('test databases are migrated and do not see each other', async () => {
  const [one, other] = await Promise.all([createTestDatabase(), createTestDatabase()]);
  const claim = ({ database }: typeof one) => database.transaction((tx) => claimCronRun(tx, 'same'));
  expect(await claim(one)).toBe(true);
  expect(await claim(other)).toBe(true);
  await Promise.all([one.close(), other.close()]);
});

test('a changed folder of migrations gets a template of its own, an unchanged one does not', async () => {
  const cluster = await askForCluster();
  const migrationsFolder = await mkdtemp(join(tmpdir(), 'umschlag-migrations-'));
  await writeFile(join(migrationsFolder, '0001_one.sql'), 'CREATE TABLE one ();');
  const first = await templateOf(cluster, migrationsFolder);
  expect(await templateOf(cluster, migrationsFolder)).toEqual(first);
  await writeFile(join(migrationsFolder, '0001_one.sql'), 'CREATE TABLE changed ();');
  const changed = await templateOf(cluster, migrationsFolder);
  expect(changed.name).not.toBe(first.name);
  const { database, close } = await createTestDatabase({ migrationsFolder });
  const { rows } = await sql`SELECT to_regclass('changed')::text AS table`.execute(database.db);
  expect(rows).toEqual([{ table: 'changed' }]);
  await close();
  await rm(migrationsFolder, { recursive: true });
});

/** The oid tells a template that was kept from one made again under the same name. */
async function templateOf(cluster: string, migrationsFolder: string): Promise<{ name: string; oid: number }> {
  const name = await ensureTemplate(cluster, migrationsFolder);
  const query = (client: pg.Client) => client.query('SELECT oid FROM pg_database WHERE datname = $1', [name]);
  return { name, oid: (await withClient(cluster, query)).rows[0].oid };
}
