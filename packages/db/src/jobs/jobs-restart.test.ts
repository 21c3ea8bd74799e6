import { rm } from 'node:fs/promises';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { openDatabase } from '../database.ts';
import { DatabaseUnavailable } from '../database-unavailable.ts';
import { type EmbeddedPostgres, startEmbeddedPostgres } from '../embedded/index.ts';
import { makeReachableFolder } from '../testing/reachable-folder.ts';
import { createJobs } from './index.ts';

let dataDir: string;
let server: EmbeddedPostgres;

const start = async () => {
  server = await startEmbeddedPostgres({ dataDir, fsync: false });
};
beforeAll(async () => {
  dataDir = await makeReachableFolder('umschlag-jobs-');
  await start();
});
afterAll(async () => {
  await server.stop();
  await rm(dataDir, { recursive: true });
});

test('workers and senders go on after a restart of the database, and the trouble is told', async () => {
  const database = openDatabase({ url: server.url });
  const troubles: unknown[] = [];
  const jobs = await createJobs<{ greet: { name: string } }>({
    url: server.url,
    queues: { greet: {} },
    role: 'work',
    onTrouble: (error) => troubles.push(error),
  });
  const { promise: received, resolve } = Promise.withResolvers<string>();
  await jobs.work('greet', async ({ data }) => resolve(data.name));
  await server.stop();
  const send = () => database.transaction((tx) => jobs.enqueue(tx, 'greet', { name: 'Ada' }));
  await expect(send()).rejects.toThrow(DatabaseUnavailable);
  await start();
  await send();
  expect(await received).toBe('Ada');
  expect(troubles).not.toEqual([]);
  await jobs.stop();
  await database.close();
});

test('with the server gone, jobs and database still close', async () => {
  const database = openDatabase({ url: server.url });
  const jobs = await createJobs<{ greet: object }>({ url: server.url, queues: { greet: {} }, role: 'work' });
  await jobs.work('greet', async () => {});
  await database.transaction((tx) => jobs.enqueue(tx, 'greet', {}));
  await server.stop();
  await Promise.all([jobs.stop(2_000), database.close()]);
  await start();
});

test('without a server, opening the jobs is told as unavailable', async () => {
  const opening = createJobs({ url: 'postgresql://x@%2Fnowhere/x', queues: {}, role: 'enqueue' });
  await expect(opening).rejects.toThrow(DatabaseUnavailable);
});
