import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { DAY_MS, newId } from '@umschlag/std';
import { createTestDeps, type TestDeps } from '../testing/index.ts';
import { forgetExpired } from './index.ts';

let deps: TestDeps;
beforeAll(async () => {
  deps = await createTestDeps();
});
afterAll(() => deps.close());

test('mail metadata is kept for 7 days and no longer', async () => {
  const now = deps.clock.now();
  await deps.database.transaction((tx) =>
    tx
      .insertInto('mails')
      .values({
        id: newId(),
        kind: 'delivery-notice',
        to_email: 'erika@example.org',
        subject_id: newId(),
        state: 'sent',
        created_at: now,
        updated_at: now,
      })
      .execute(),
  );
  const left = async () => (await deps.database.db.selectFrom('mails').select('id').execute()).length;
  deps.clock.advanceMs(7 * DAY_MS - 1);
  await forgetExpired(deps);
  expect(await left()).toBe(1);
  deps.clock.advanceMs(1);
  await forgetExpired(deps);
  expect(await left()).toBe(0);
});
