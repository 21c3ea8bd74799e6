import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { DAY_MS, newId } from '@umschlag/std';
import { requireContentKey, sealFileName } from '../content/index.ts';
import { createDraft, purgeDelivery, recallDelivery, sendDelivery } from '../deliveries/index.ts';
import { recordRange } from '../links/index.ts';
import { createCaseworker, createTestDeps, type TestDeps } from '../testing/index.ts';
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

const SIZE_BYTES = 10;

/** A delivery with one file, as if it had been uploaded, and a download of it that is under way. */
async function beingDownloaded() {
  const sender = await createCaseworker(deps);
  const id = await createDraft(deps, sender, { recipients: ['erika@example.org'], level: 1 });
  const fileId = newId();
  const contentKey = await requireContentKey(deps, deps.database.db, id);
  const file = {
    id: fileId,
    delivery_id: id,
    position: 0,
    sealed_path: sealFileName(contentKey, fileId, { path: ['a.bin'], mediaType: 'application/octet-stream' }),
    plain_size_bytes: SIZE_BYTES,
    sealed_size_bytes: 100,
    object_key: `deliveries/${id}/${fileId}`,
    state: 'stored' as const,
    created_at: deps.clock.now(),
  };
  await deps.database.transaction((tx) => tx.insertInto('delivery_files').values(file).execute());
  await sendDelivery(deps, sender.accountId, id);
  const { id: recipientId } = await deps.database.db
    .selectFrom('delivery_recipients')
    .select('id')
    .where('delivery_id', '=', id)
    .executeTakeFirstOrThrow();
  const range = { recipientId, fileId, sizeBytes: SIZE_BYTES, start: 0, end: 4 };
  return { id, senderId: sender.accountId, fileId, writes: () => recordRange(deps, newId(), range) };
}

test('a download that was under way when its delivery was recalled leaves no note of it', async () => {
  const [recalled, active] = [await beingDownloaded(), await beingDownloaded()];
  const noted = async () =>
    (await deps.database.db.selectFrom('fetch_progress').select('file_id').execute()).map((row) => row.file_id);
  await recallDelivery(deps, recalled.senderId, recalled.id);
  await purgeDelivery(deps, { deliveryId: recalled.id });
  for (const download of [recalled, active]) await download.writes();
  expect(await noted()).toHaveLength(2);
  await forgetExpired(deps);
  expect(await noted()).toEqual([active.fileId]);
});
