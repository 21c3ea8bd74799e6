import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Tx } from '@umschlag/db';
import { sql } from 'kysely';
import { createTestDeps, type TestDeps, testFingerprint } from '../testing/index.ts';
import { appendToLog } from './append-to-log.ts';
import { hashEntry } from './log-entry.ts';
import { readKeyLog } from './read-key-log.ts';

let deps: TestDeps;
beforeAll(async () => {
  deps = await createTestDeps();
});
afterAll(() => deps.close());

const append = (tx: Tx) =>
  appendToLog(tx, {
    time: deps.clock.now(),
    event: 'added',
    fingerprint: testFingerprint(),
    addressSalt: randomBytes(16),
    emailKey: 'erika@example.org',
  });
const log = async () => (await readKeyLog(deps, { after: 0, limit: 1000 })).entries;

test('a rollback leaves no gap, also with others in between', async () => {
  const attempts = Array.from({ length: 12 }, (_, at) =>
    deps.database.transaction(async (tx) => {
      await append(tx);
      if (at % 3 === 0) throw new RangeError('rolled back');
    }),
  );
  await Promise.allSettled(attempts);
  expect((await log()).map(({ seq }) => seq)).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
});

test.each([
  ['changed', sql`UPDATE key_log SET entry = entry`],
  ['deleted', sql`DELETE FROM key_log WHERE seq = 1`],
  ['deleted, where there is none', sql`DELETE FROM key_log WHERE seq = 0`],
  ['emptied', sql`TRUNCATE key_log`],
  ['replaced', sql`INSERT INTO key_log SELECT * FROM key_log WHERE seq = 1 ON CONFLICT (seq) DO UPDATE SET seq = 99`],
])('the database refuses that the log is %s', async (_, statement) => {
  await deps.database.transaction(append);
  const before = await log();
  await expect(deps.database.transaction((tx) => statement.execute(tx))).rejects.toMatchObject({ code: '23001' });
  expect(await log()).toEqual(before);
});

test('the database refuses an entry with another hash than its own', async () => {
  const row = { seq: 1000, entry: '{}', hash: hashEntry('{ }') };
  const inserting = deps.database.transaction((tx) => tx.insertInto('key_log').values(row).execute());
  await expect(inserting).rejects.toMatchObject({ code: '23514' });
});
