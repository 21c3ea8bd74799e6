import { rm } from 'node:fs/promises';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { sql } from 'kysely';
import { type Database, openDatabase } from './database.ts';
import { DatabaseUnavailable } from './database-unavailable.ts';
import { type EmbeddedPostgres, startEmbeddedPostgres } from './embedded/index.ts';
import { makeReachableFolder } from './testing/reachable-folder.ts';

let dataDir: string;
let server: EmbeddedPostgres;
let database: Database;

const start = async () => {
  server = await startEmbeddedPostgres({ dataDir, fsync: false });
};
const one = async () => (await sql<{ one: number }>`SELECT 1 AS one`.execute(database.db)).rows[0]?.one;

beforeAll(async () => {
  dataDir = await makeReachableFolder('umschlag-restart-');
  await start();
  database = openDatabase({ url: server.url, poolSize: 3 });
});
afterAll(async () => {
  await database.close();
  await server.stop();
  await rm(dataDir, { recursive: true });
});

test('with the server down a query says so, and with the server back the same pool works', async () => {
  await Promise.all([one(), one(), one()]);
  await server.stop();
  await expect(one()).rejects.toThrow(DatabaseUnavailable);
  await expect(one()).rejects.toMatchObject({ code: 'service_unavailable' });
  await start();
  expect(await Promise.all([one(), one(), one()])).toEqual([1, 1, 1]);
});

test('a query cut by a restart is told as unavailable', async () => {
  const cut = expect(sql`SELECT pg_sleep(60)`.execute(database.db)).rejects.toThrow(DatabaseUnavailable);
  await one();
  await server.stop();
  await cut;
  await start();
  expect(await one()).toBe(1);
});

test('a transaction cut between two statements is told as unavailable and leaves nothing', async () => {
  await database.transaction((tx) => sql`CREATE TABLE kept (id int)`.execute(tx));
  const cut = database.transaction(async (tx) => {
    await sql`INSERT INTO kept VALUES (1)`.execute(tx);
    await server.stop();
    await sql`INSERT INTO kept VALUES (2)`.execute(tx);
  });
  await expect(cut).rejects.toThrow(DatabaseUnavailable);
  await start();
  expect((await sql`SELECT * FROM kept`.execute(database.db)).rows).toEqual([]);
});

test('kill -9 of the server under load ends no Node and loses no acknowledged row', async () => {
  await database.transaction((tx) => sql`CREATE TABLE acknowledged (id int)`.execute(tx));
  const acknowledged: number[] = [];
  const { promise: enough, resolve } = Promise.withResolvers<void>();
  const write = async () => {
    for (let id = 0; ; id++) {
      await database.transaction((tx) => sql`INSERT INTO acknowledged VALUES (${id})`.execute(tx));
      acknowledged.push(id);
      if (id === 20) resolve();
    }
  };
  await server.stop();
  server = await startEmbeddedPostgres({ dataDir, fsync: true });
  const writing = expect(write()).rejects.toThrow(DatabaseUnavailable);
  await enough;
  process.kill(server.pid, 'SIGKILL');
  await writing;
  await server.ended;
  await start();
  const { rows } = await sql<{ id: number }>`SELECT id FROM acknowledged ORDER BY id`.execute(database.db);
  expect(rows.map(({ id }) => id)).toEqual(expect.arrayContaining(acknowledged));
});

test('a listener hears again after a restart, and is told that it missed something', async () => {
  const heard: string[] = [];
  const waiting = new Map<string, () => void>();
  const until = (word: string) => new Promise<void>((resolve) => waiting.set(word, resolve));
  const hear = (word: string) => {
    heard.push(word);
    waiting.get(word)?.();
  };
  const listener = await database.listen('news', hear, () => hear('(reconnected)'));
  const say = (word: string) => sql`SELECT pg_notify('news', ${word})`.execute(database.db);
  const first = until('first');
  await say('first');
  await first;
  const reconnected = until('(reconnected)');
  await server.stop();
  await start();
  await reconnected;
  const second = until('second');
  await say('second');
  await second;
  expect(heard).toEqual(['first', '(reconnected)', 'second']);
  await listener.close();
});
