import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { DatabaseUnavailable } from './database-unavailable.ts';
import { MigrationConflict, migrate } from './migrate.ts';
import { createEmptyDatabase } from './testing/index.ts';
import { withClient } from './testing/template.ts';

let folder: string;
let url: string;

const write = (name: string, sql: string) => writeFile(join(folder, name), sql);
const query = async (text: string) => (await withClient(url, (client) => client.query(text))).rows;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'umschlag-migrations-'));
  url = await createEmptyDatabase();
  await write('0001_first.sql', 'CREATE TABLE first (id int);\nINSERT INTO first VALUES (1);\n');
  await write('0002_second.sql', 'ALTER TABLE first RENAME TO renamed;');
});
afterEach(() => rm(folder, { recursive: true }));

test('migrations are applied in order, each once', async () => {
  expect(await migrate(url, folder)).toEqual(['0001_first', '0002_second']);
  expect(await migrate(url, folder)).toEqual([]);
  await write('0003_third.sql', 'INSERT INTO renamed VALUES (2);');
  expect(await migrate({ url }, folder)).toEqual(['0003_third']);
  expect(await query('SELECT id FROM renamed')).toEqual([{ id: 1 }, { id: 2 }]);
});

test('processes that migrate together apply each migration once', async () => {
  const applied = await Promise.all([1, 2, 3, 4].map(() => migrate(url, folder)));
  expect(applied.flat().sort()).toEqual(['0001_first', '0002_second']);
});

test('a migration that fails leaves nothing of itself, and those before it stay', async () => {
  await write('0002_second.sql', 'CREATE TABLE half (id int); SELECT 1 / 0;');
  await expect(migrate(url, folder)).rejects.toThrow(/0002_second failed: division by zero/);
  expect(await query(`SELECT to_regclass('half') AS half, to_regclass('first') IS NOT NULL AS first`)).toEqual([
    { half: null, first: true },
  ]);
  await write('0002_second.sql', 'CREATE TABLE whole (id int);');
  expect(await migrate(url, folder)).toEqual(['0002_second']);
});

test('a migration changed after it was applied is refused', async () => {
  await migrate(url, folder);
  await write('0001_first.sql', 'CREATE TABLE other (id int);');
  await write('0003_third.sql', 'CREATE TABLE third (id int);');
  await expect(migrate(url, folder)).rejects.toThrow(MigrationConflict);
  expect(await query(`SELECT to_regclass('third') AS third`)).toEqual([{ third: null }]);
});

test('other line ends are no change', async () => {
  await migrate(url, folder);
  await write('0001_first.sql', 'CREATE TABLE first (id int);\r\nINSERT INTO first VALUES (1);\r\n');
  expect(await migrate(url, folder)).toEqual([]);
});

test('an applied migration that is missing from the folder is refused', async () => {
  await migrate(url, folder);
  await rm(join(folder, '0002_second.sql'));
  await expect(migrate(url, folder)).rejects.toThrow('The applied migration 0002_second is missing');
});

test('a migration that comes before an applied one is refused', async () => {
  await migrate(url, folder);
  await rm(join(folder, '0002_second.sql'));
  await write('0002_between.sql', 'SELECT 1;');
  await write('0003_second.sql', 'SELECT 1;');
  await expect(migrate(url, folder)).rejects.toThrow(MigrationConflict);
});

test.each([
  ['second.sql', /not named/],
  ['0002_again.sql', /Two migrations are number 0002/],
])('a folder with %s is refused', async (name, message) => {
  await write(name, 'SELECT 1;');
  await expect(migrate(url, folder)).rejects.toThrow(message);
});

test('without a server the caller learns that the database is unavailable', async () => {
  await expect(migrate('postgresql://x@%2Fnowhere/x', folder)).rejects.toThrow(DatabaseUnavailable);
});
