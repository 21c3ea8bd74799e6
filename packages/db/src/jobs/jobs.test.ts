import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import { sql } from 'kysely';
import { createEmptyDatabase, createTestDatabase, type TestDatabase } from '../testing/index.ts';
import { createJobs, DEAD_LETTER_QUEUE, type Job, type Jobs } from './index.ts';

interface Queues extends Record<string, object> {
  greet: { name: string };
  fragile: { name: string };
  sweep: { day: string };
}

const queues = {
  greet: { retryDelaySeconds: 1 },
  fragile: { retryLimit: 1, retryDelaySeconds: 1, expireSeconds: 2 },
  sweep: { oneWaiting: true },
} as const;

let own: TestDatabase;
const open: Jobs<Queues>[] = [];

beforeAll(async () => {
  own = await createTestDatabase();
});
afterEach(async () => {
  await Promise.all(open.splice(0).map((jobs) => jobs.stop(1_000)));
  await sql`DELETE FROM pgboss.job`.execute(own.database.db);
});
afterAll(() => own.close());

async function start(role: 'enqueue' | 'work'): Promise<Jobs<Queues>> {
  const jobs = await createJobs<Queues>({ url: own.url, queues, role, superviseSeconds: 1 });
  open.push(jobs);
  return jobs;
}

const greet = (jobs: Jobs<Queues>, name: string) =>
  own.database.transaction((tx) => jobs.enqueue(tx, 'greet', { name }));

async function jobRows(): Promise<{ name: string; state: string }[]> {
  const result = sql<{ name: string; state: string }>`SELECT name, state FROM pgboss.job ORDER BY created_on`;
  return (await result.execute(own.database.db)).rows;
}

/** Collects jobs, and waits for the n-th. */
function inbox<T>() {
  const seen: T[] = [];
  let wake = () => {};
  const until = async (count: number) => {
    while (seen.length < count) await new Promise<void>((resolve) => (wake = resolve));
    return seen;
  };
  const put = (item: T) => {
    seen.push(item);
    wake();
  };
  return { put, until };
}

/** Never run: it has to compile, and the marked lines must not. */
export async function queueNamesAreClosed(jobs: Jobs<{ greet: { name: string } }>): Promise<void> {
  await own.database.transaction(async (tx) => {
    // @ts-expect-error no such queue
    await jobs.enqueue(tx, 'gret', { name: 'x' });
    // @ts-expect-error wrong data
    await jobs.enqueue(tx, 'greet', { nam: 'x' });
  });
  // @ts-expect-error not in a transaction
  await jobs.enqueue(own.database.db, 'greet', { name: 'x' });
}

test('a committed job reaches a worker in another connection', async () => {
  const [api, worker] = [await start('enqueue'), await start('work')];
  const received = inbox<Job<Queues['greet']>>();
  await worker.work('greet', async (job) => received.put(job));
  const id = await greet(api, 'Ada');
  expect(await received.until(1)).toMatchObject([{ id, data: { name: 'Ada' } }]);
});

test('a rolled-back transaction leaves no job', async () => {
  const api = await start('enqueue');
  const failing = own.database.transaction(async (tx) => {
    expect(await api.enqueue(tx, 'greet', { name: 'nobody' })).toEqual(expect.any(String));
    throw new Error('changed my mind');
  });
  await expect(failing).rejects.toThrow('changed my mind');
  expect(await jobRows()).toEqual([]);
});

test('a job whose handler throws is tried again', async () => {
  const worker = await start('work');
  const tries = inbox<string>();
  let isFirst = true;
  await worker.work('greet', async ({ id }) => {
    tries.put(id);
    if (!isFirst) return;
    isFirst = false;
    throw new Error('not yet');
  });
  const id = await greet(worker, 'Ada');
  expect(await tries.until(2)).toEqual([id, id]);
});

test('a job that fails to the end is kept in the dead-letter queue', async () => {
  const worker = await start('work');
  const tries = inbox<string>();
  await worker.work('fragile', async ({ id }) => {
    tries.put(id);
    throw new Error('never');
  });
  await own.database.transaction((tx) => worker.enqueue(tx, 'fragile', { name: 'Ada' }));
  await tries.until(2);
  await worker.stop();
  expect(await jobRows()).toContainEqual({ name: DEAD_LETTER_QUEUE, state: 'created' });
});

test('what may name people is gone after 7 days: dead and waiting jobs, and after one day finished ones', async () => {
  const worker = await start('work');
  const tries = inbox<string>();
  await worker.work('fragile', async ({ id }) => {
    tries.put(id);
    throw new Error('never');
  });
  await own.database.transaction((tx) => worker.enqueue(tx, 'fragile', { name: 'Ada' }));
  await tries.until(2);
  await worker.stop();
  const kept = sql<{ name: string; days: number; finished: number }>`
    SELECT name, extract(day FROM keep_until - start_after)::int AS days, deletion_seconds AS finished FROM pgboss.job`;
  const { rows } = await kept.execute(own.database.db);
  expect(rows.map(({ name }) => name).sort()).toEqual([DEAD_LETTER_QUEUE, 'fragile']);
  for (const { days, finished } of rows) {
    expect(days).toBeLessThanOrEqual(7);
    expect(finished).toBe(24 * 3600);
  }
});

test('processes that start together on an empty database all get their queues', async () => {
  const url = await createEmptyDatabase();
  const starting = (['enqueue', 'work', 'work', 'enqueue'] as const).map((role) =>
    createJobs<Queues>({ url, queues, role }),
  );
  open.push(...(await Promise.all(starting)));
});

test('the job of a killed worker is done by another one', async () => {
  const script = fileURLToPath(new URL('hanging-worker.fixture.ts', import.meta.url));
  const killed = spawn(process.execPath, [script, own.url], { stdio: ['ignore', 'pipe', 'inherit'] });
  const worker = await start('work');
  const id = await own.database.transaction((tx) => worker.enqueue(tx, 'fragile', { name: 'Ada' }));
  await once(killed.stdout, 'data');
  killed.kill('SIGKILL');
  const received = inbox<string>();
  await worker.work('fragile', async (job) => received.put(job.id));
  expect(await received.until(1)).toEqual([id]);
});

test('stop waits for the job under way', async () => {
  const worker = await start('work');
  const { promise: finish, resolve } = Promise.withResolvers<void>();
  const begun = inbox<string>();
  await worker.work('greet', async ({ id }) => {
    begun.put(id);
    await finish;
  });
  await greet(worker, 'Ada');
  await begun.until(1);
  const stopped = worker.stop();
  resolve();
  await stopped;
  expect(await jobRows()).toEqual([{ name: 'greet', state: 'completed' }]);
});

test('a job is not run before its time', async () => {
  const worker = await start('work');
  const received = inbox<string>();
  await worker.work('greet', async ({ data }) => received.put(data.name));
  const later = new Date(Date.now() + 3_600_000);
  await own.database.transaction((tx) => worker.enqueue(tx, 'greet', { name: 'later' }, { startAfter: later }));
  await greet(worker, 'now');
  expect(await received.until(1)).toEqual(['now']);
  expect(await jobRows()).toContainEqual({ name: 'greet', state: 'created' });
});

test('several jobs run at a time when the worker is told so', async () => {
  const worker = await start('work');
  const { promise: all, resolve } = Promise.withResolvers<void>();
  let together = 0;
  await worker.work(
    'greet',
    async () => {
      if (++together === 3) resolve();
      await all;
    },
    { concurrency: 3 },
  );
  await Promise.all(['a', 'b', 'c'].map((name) => greet(worker, name)));
  await all;
});

test('in a queue of one that waits, it stands for all that come after it', async () => {
  const api = await start('enqueue');
  const send = (day: string) => own.database.transaction((tx) => api.enqueue(tx, 'sweep', { day }));
  expect(await send('monday')).toEqual(expect.any(String));
  expect(await send('tuesday')).toBeNull();
});

test('what was opened to enqueue does not run jobs', async () => {
  const api = await start('enqueue');
  await expect(api.work('greet', async () => {})).rejects.toThrow('enqueue only');
});
