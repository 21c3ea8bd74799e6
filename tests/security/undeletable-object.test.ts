import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { deleteObjects } from '@umschlag/core';
import { createTestDeps, type TestDeps } from '@umschlag/core/testing';
import { addMs } from '@umschlag/std';
import { type BlobStore, StorageError } from '@umschlag/storage';

let deps: TestDeps;
let isDown = false;
let tries = 0;
const gone = new Set<string>();
/** As a bucket where one object lies under a legal hold: a request that names it reports a failure. */
const store = {
  abortMultipart: async () => {},
  deleteMany: async (keys: readonly string[]) => {
    tries += 1;
    if (isDown) throw new StorageError('unavailable', 'The storage does not answer.');
    for (const key of keys) if (key !== 'deliveries/held') gone.add(key);
    if (keys.includes('deliveries/held')) throw new StorageError('unavailable', '1 objects could not be deleted.');
  },
  check: async () => {
    if (isDown) throw new StorageError('unavailable', 'The storage does not answer.');
  },
} as unknown as BlobStore;

beforeAll(async () => {
  deps = await createTestDeps({ store });
});
afterAll(() => deps.close());

const note = (keys: readonly string[], requestedAt: Date) =>
  deps.database.transaction((tx) =>
    tx
      .insertInto('object_deletions')
      .values(keys.map((object_key) => ({ object_key, multipart_id: null, requested_at: requestedAt })))
      .execute(),
  );
const noted = async () =>
  (await deps.database.db.selectFrom('object_deletions').select('object_key').execute()).map((row) => row.object_key);

test('an object that cannot be deleted holds up no other, stays noted and is told', async () => {
  await note(['deliveries/held'], addMs(deps.clock.now(), -1000));
  const others = Array.from({ length: 1500 }, (_, at) => `deliveries/${at}`);
  await note(others, deps.clock.now());
  await expect(deleteObjects(deps)).rejects.toMatchObject({ code: 'unavailable' });
  expect(gone.size).toBe(others.length);
  expect(await noted()).toEqual(['deliveries/held']);
});

test('an outage ends the work at once, and nothing is forgotten', async () => {
  await note(['deliveries/later'], deps.clock.now());
  [isDown, tries] = [true, 0];
  await expect(deleteObjects(deps)).rejects.toMatchObject({ code: 'unavailable' });
  expect(tries).toBe(1);
  expect((await noted()).sort()).toEqual(['deliveries/held', 'deliveries/later']);
});
