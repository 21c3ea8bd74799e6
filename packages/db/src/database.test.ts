import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { sql } from 'kysely';
import { claimCronRun } from './cron-runs.ts';
import type { Db, Tx } from './database-types.ts';
import { createTestDatabase, type TestDatabase } from './testing/index.ts';

let own: TestDatabase;
beforeAll(async () => {
  own = await createTestDatabase();
});
afterAll(() => own.close());

/** Never run: it has to compile, and the marked lines must not. */
export async function writesNeedATransaction(db: Db, tx: Tx): Promise<void> {
  await db.selectFrom('cron_run').selectAll().execute();
  await tx.insertInto('cron_run').values({ key: 'x' }).execute();
  const reader: Db = tx;
  await reader.selectFrom('cron_run').selectAll().execute();
  // @ts-expect-error a write on Db
  await db.insertInto('cron_run').values({ key: 'x' }).execute();
  // @ts-expect-error a write on Db
  await db.updateTable('cron_run').set({ key: 'x' }).execute();
  // @ts-expect-error a write on Db
  await db.deleteFrom('cron_run').execute();
  // @ts-expect-error a write on Db
  await db.mergeInto('cron_run').execute();
  // @ts-expect-error a common table expression could write
  db.with('x', (query) => query.deleteFrom('cron_run'));
  // @ts-expect-error a transaction is not made by hand
  db.transaction();
  // @ts-expect-error a reader is no transaction
  await claimCronRun(db, 'x');
}

async function read<T>(expression: string): Promise<T> {
  const { rows } = await sql<{ value: T }>`SELECT ${sql.raw(expression)} AS value`.execute(own.database.db);
  return rows[0]!.value;
}

describe('values', () => {
  test('bytea arrives as a Buffer', async () => {
    expect(await read(`'\\x00ff'::bytea`)).toEqual(Buffer.from([0, 255]));
  });

  test('timestamptz arrives as a Date', async () => {
    expect(await read(`'2026-01-02T03:04:05Z'::timestamptz`)).toEqual(new Date('2026-01-02T03:04:05Z'));
  });

  test('a calendar day stays as it is written', async () => {
    expect(await read(`'2026-01-02'::date`)).toBe('2026-01-02');
  });

  test('int8 and count arrive as numbers', async () => {
    expect(await read(`9007199254740991::int8`)).toBe(Number.MAX_SAFE_INTEGER);
    expect(await read(`count(*)`)).toBe(1);
    expect(await read(`ARRAY[1, NULL, -2]::int8[]`)).toEqual([1, null, -2]);
  });

  test('an int8 that a number cannot hold is refused, not rounded, and the connection stays usable', async () => {
    await expect(read(`9007199254740992::int8`)).rejects.toThrow(RangeError);
    expect(await read(`1::int8`)).toBe(1);
  });
});

describe('transaction', () => {
  test('a throw leaves nothing', async () => {
    const failing = own.database.transaction(async (tx) => {
      await claimCronRun(tx, 'rolled back');
      throw new Error('no');
    });
    await expect(failing).rejects.toThrow('no');
    expect(await own.database.transaction((tx) => claimCronRun(tx, 'rolled back'))).toBe(true);
  });

  test('two transactions that deadlock both succeed in the end', async () => {
    await own.database.transaction(async (tx) => {
      await claimCronRun(tx, 'left');
      await claimCronRun(tx, 'right');
    });
    const bothHoldOne = barrier(2);
    const lock = (tx: Tx, key: string) =>
      tx.selectFrom('cron_run').selectAll().where('key', '=', key).forUpdate().execute();
    const crossing = (first: string, second: string) => {
      let tries = 0;
      return own.database.transaction(async (tx) => {
        tries++;
        await lock(tx, first);
        if (tries === 1) await bothHoldOne();
        await lock(tx, second);
        return tries;
      });
    };
    const tries = await Promise.all([crossing('left', 'right'), crossing('right', 'left')]);
    expect(tries.sort()).toEqual([1, 2]);
  });

  test('a transaction that never gets through is given up after three retries', async () => {
    let tries = 0;
    const hopeless = own.database.transaction(async (tx) => {
      tries++;
      await sql`DO $$ BEGIN RAISE EXCEPTION 'conflict' USING ERRCODE = '40001'; END $$`.execute(tx);
    });
    await expect(hopeless).rejects.toMatchObject({ code: '40001' });
    expect(tries).toBe(4);
  });

  test('an ordinary error is not tried again', async () => {
    let tries = 0;
    const wrong = own.database.transaction(async (tx) => {
      tries++;
      await sql`SELECT 1 / 0`.execute(tx);
    });
    await expect(wrong).rejects.toMatchObject({ code: '22012' });
    expect(tries).toBe(1);
  });

  test('the asked-for isolation holds', async () => {
    const level = await own.database.transaction(
      async (tx) =>
        (await sql<{ value: string }>`SELECT current_setting('transaction_isolation') AS value`.execute(tx)).rows,
      { isolation: 'serializable' },
    );
    expect(level).toEqual([{ value: 'serializable' }]);
  });
});

test('of many who claim one firing, one gets it', async () => {
  const claim = () => own.database.transaction((tx) => claimCronRun(tx, 'sweep 2026-01-02T03:00Z'));
  const claims = await Promise.all(Array.from({ length: 8 }, claim));
  expect(claims.filter(Boolean)).toHaveLength(1);
});

/** Resolves for all once `count` callers are there. */
function barrier(count: number): () => Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  let waiting = 0;
  return () => {
    if (++waiting === count) resolve();
    return promise;
  };
}
