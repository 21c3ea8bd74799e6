import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { createApp, listen, type RunningApi } from '@umschlag/api';
import { createTestClient, startTestApi, type TestApi, type TestSession } from '@umschlag/api/testing';
import { deleteObjects, sweepMultiparts, sweepObjects } from '@umschlag/core';
import { DAY_MS } from '@umschlag/std';
import { createFileStore } from '@umschlag/storage';
import { newDraft, newSender, octetsOf } from './transfer/delivery.ts';
import { failingStore } from './transfer/failing-store.ts';
import { complete, declare, putPart, type UploadApi, uploadFile } from './transfer/upload-file.ts';

const MIB = 1024 ** 2;
let api: TestApi;
/** A second instance over the same database and store. */
let replica: UploadApi;
let running: RunningApi;
let sender: TestSession;
let root: string;
let failOnce: ReturnType<typeof failingStore>['failOnce'];

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'umschlag-crashes-'));
  const failing = failingStore(await createFileStore({ root }));
  failOnce = failing.failOnce;
  api = await startTestApi({ store: failing.store });
  const store = await createFileStore({ root });
  running = await listen(await createApp({ ...api.deps, store }, { logLevel: 'silent' }), {
    host: '127.0.0.1',
    port: 0,
  });
  replica = createTestClient(running.url, api.url);
  sender = await newSender(api);
});
afterAll(async () => {
  await running.close(0);
  await api.close();
  await rm(root, { recursive: true });
});

async function multiparts(): Promise<string[]> {
  const ids = [];
  for await (const { multipartId } of api.deps.store.listMultiparts()) ids.push(multipartId);
  return ids;
}
const begin = async (length: number) =>
  declare(api, sender, await newDraft(api, sender), { path: ['a'], octets: octetsOf(length) });
/** The storage has its own clock, so the sweeps are sent ahead of the real one. */
const inDays = (days: number) => ({ ...api.deps, clock: { now: () => new Date(Date.now() + days * DAY_MS) } });
const fileState = (fileId: string) =>
  api.deps.database.db.selectFrom('delivery_files').select('state').where('id', '=', fileId).executeTakeFirst();

describe('two instances over one database and store', () => {
  test('complete one upload together: any instance takes any part, both complete at once', async () => {
    const upload = await begin(60 * MIB);
    const instances = [api, replica];
    const numbers = Array.from({ length: upload.state.partCount }, (_, index) => index + 1);
    const puts = await Promise.all(numbers.map((number) => putPart(instances[number % 2]!, upload, number)));
    expect(puts.map((answer) => answer.status)).toEqual(numbers.map(() => 204));
    const ends = await Promise.all([...instances, ...instances].map((instance) => complete(instance, upload)));
    expect(ends.map((answer) => answer.status)).toEqual([200, 200, 200, 200]);
    expect(await fileState(upload.state.fileId)).toEqual({ state: 'stored' });
  });

  test('hold the limits together: of twenty declarations, as many pass as there is room for', async () => {
    const crowded = await newSender(api);
    await api.deps.database.transaction((tx) =>
      tx.updateTable('organisations').set({ max_files: 5 }).where('id', '=', crowded.organisationId!).execute(),
    );
    const deliveryId = await newDraft(api, crowded);
    const before = (await multiparts()).length;
    const declared = await Promise.allSettled(
      Array.from({ length: 20 }, () => declare(api, crowded, deliveryId, { path: ['a'], octets: octetsOf(1) })),
    );
    const refused = declared.filter((one) => one.status === 'rejected');
    expect(declared.length - refused.length).toBe(5);
    for (const { reason } of refused) expect(String(reason)).toContain('too_many_files');
    expect((await multiparts()).length).toBe(before + 5);
  });

  test('hold the size of a delivery together', async () => {
    const crowded = await newSender(api);
    await api.deps.database.transaction((tx) =>
      tx
        .updateTable('organisations')
        .set({ max_delivery_bytes: 1000 })
        .where('id', '=', crowded.organisationId!)
        .execute(),
    );
    const deliveryId = await newDraft(api, crowded);
    const wish = { path: ['a'], octets: octetsOf(300) };
    const declared = await Promise.allSettled(
      Array.from({ length: 10 }, () => declare(api, crowded, deliveryId, wish)),
    );
    expect(declared.filter((one) => one.status === 'fulfilled')).toHaveLength(3);
    await expect(declare(api, crowded, deliveryId, { path: ['b'], octets: octetsOf(1001) })).rejects.toThrow(
      'delivery_too_large',
    );
  });
});

describe('killed', () => {
  test('after the storage took a part and before the row: the part is sent again, and is one part', async () => {
    const upload = await begin(20 * MIB);
    failOnce('putPart', 'after');
    expect((await putPart(api, upload, 1)).status).toBe(500);
    expect((await complete(replica, upload)).code).toBe('upload_incomplete');
    for (const number of [1, 2]) expect((await putPart(replica, upload, number)).status).toBe(204);
    expect((await complete(replica, upload)).status).toBe(200);
  });

  test.each([
    ['completeMultipart', 'before'],
    ['completeMultipart', 'after'],
    ['get', 'before'],
    ['get', 'after'],
  ] as const)('%s, %s acting: completing again ends well', async (step, when) => {
    const upload = await begin(20 * MIB);
    for (const number of [1, 2]) await putPart(api, upload, number);
    failOnce(step, when);
    expect((await complete(api, upload)).status).toBe(500);
    expect((await fileState(upload.state.fileId))?.state).toBe('uploading');
    expect((await complete(replica, upload)).body.upload.state).toBe('completed');
    expect(await fileState(upload.state.fileId)).toEqual({ state: 'stored' });
  });

  test('between the storage’s beginning and the rows: the leftover is swept, and nothing else', async () => {
    const deliveryId = await newDraft(api, sender);
    const open = await begin(10);
    const before = await multiparts();
    failOnce('createMultipart', 'after');
    await expect(declare(api, sender, deliveryId, { path: ['a'], octets: octetsOf(10) })).rejects.toThrow('500');
    expect(await multiparts()).toHaveLength(before.length + 1);
    expect(await sweepMultiparts(inDays(0))).toBe(0);
    expect(await sweepMultiparts(inDays(2))).toBe(1);
    expect((await multiparts()).sort()).toEqual(before.sort());
    expect((await putPart(api, open, 1)).status).toBe(204);
  });

  test('an object without a file is swept, and a file’s object is not', async () => {
    const deliveryId = await newDraft(api, sender);
    const fileId = await uploadFile(api, sender, deliveryId, { path: ['a'], octets: octetsOf(10) });
    const orphan = `deliveries/${deliveryId}/orphan`;
    await api.deps.store.put(orphan, (async function* () {})(), { sizeBytes: 0 });
    expect(await sweepObjects(inDays(1))).toBe(0);
    expect(await sweepObjects(inDays(3))).toBe(1);
    await deleteObjects(api.deps);
    expect(await api.deps.store.head(orphan)).toBeUndefined();
    expect(await api.deps.store.head(`deliveries/${deliveryId}/${fileId}`)).toBeDefined();
  });
});
