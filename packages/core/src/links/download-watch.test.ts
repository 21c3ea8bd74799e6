import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { DatabaseUnavailable } from '@umschlag/db';
import { addMs, MINUTE_MS, newId } from '@umschlag/std';
import { changeExpiry, createDraft, recallDelivery, sendDelivery } from '../deliveries/index.ts';
import type { Deps } from '../deps.ts';
import { createCaseworker, createTestDeps, type TestDeps } from '../testing/index.ts';
import { DownloadWatch } from './download-watch.ts';

let deps: TestDeps;
let sender: { accountId: string; organisationId: string };
beforeAll(async () => {
  deps = await createTestDeps();
  sender = await createCaseworker(deps);
});
afterAll(() => deps.close());

async function sent() {
  const id = await createDraft(deps, sender, { recipients: ['a@example.org'], message: 'x', level: 1, expiryDays: 1 });
  await sendDelivery(deps, sender.accountId, id);
  const row = await deps.database.db
    .selectFrom('deliveries')
    .select('expires_at')
    .where('id', '=', id)
    .executeTakeFirstOrThrow();
  return { id, expires_at: row.expires_at! };
}

/** The database as far as a watch asks it, and what it answers with. */
function withAnswer(execute: () => Promise<never>): Pick<Deps, 'database' | 'clock'> {
  const query: object = new Proxy({}, { get: (_, name) => (name === 'execute' ? execute : () => query) });
  return { clock: deps.clock, database: { ...deps.database, db: query as Deps['database']['db'] } };
}

describe('running downloads', () => {
  test('are stopped by a recall and by the end, and no others are', async () => {
    const [recalled, shortened, open] = [await sent(), await sent(), await sent()];
    const watch = new DownloadWatch(deps);
    const stopped: string[] = [];
    for (const one of [recalled, shortened, open]) watch.add({ delivery: one }, () => stopped.push(one.id));
    await watch.check();
    expect(stopped).toEqual([]);
    await recallDelivery(deps, sender.accountId, recalled.id);
    await changeExpiry(deps, sender.accountId, shortened.id, addMs(deps.clock.now(), MINUTE_MS));
    await watch.check();
    expect(stopped).toEqual([recalled.id]);
    deps.clock.advanceMs(MINUTE_MS);
    await watch.check();
    expect(stopped).toEqual([recalled.id, shortened.id]);
    expect(watch.size).toBe(1);
    watch.close();
  });

  test('go on when the end has been moved further', async () => {
    const moved = await sent();
    const watch = new DownloadWatch(deps);
    let isStopped = false;
    watch.add({ delivery: moved }, () => (isStopped = true));
    await changeExpiry(deps, sender.accountId, moved.id, addMs(moved.expires_at, MINUTE_MS));
    deps.clock.set(moved.expires_at);
    await watch.check();
    expect(isStopped).toBe(false);
    deps.clock.advanceMs(MINUTE_MS);
    await watch.check();
    expect(isStopped).toBe(true);
  });

  test.each<[string, () => Promise<never>]>([
    ['is down', () => Promise.reject(new DatabaseUnavailable(new Error('down')))],
    ['does not answer', () => new Promise<never>(() => {})],
  ])('end at their minute also when the database %s, and not before', async (_, execute) => {
    const watch = new DownloadWatch(withAnswer(execute), 10);
    let isStopped = false;
    const delivery = { id: newId(), expires_at: addMs(deps.clock.now(), MINUTE_MS) };
    watch.add({ delivery }, () => (isStopped = true));
    await watch.check();
    expect(isStopped).toBe(false);
    deps.clock.advanceMs(MINUTE_MS);
    await watch.check();
    expect(isStopped).toBe(true);
    watch.close();
  });
});
