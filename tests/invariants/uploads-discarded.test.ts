import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { startTestApi, type TestApi } from '@umschlag/api/testing';
import { abortUpload, deleteObjects, discardDraft, discardFile } from '@umschlag/core';
import { type BlobStore, createFileStore } from '@umschlag/storage';
import { newDraft, newSender, octetsOf } from './transfer/delivery.ts';
import { complete, declare, putPart } from './transfer/upload-file.ts';

let api: TestApi;
let root: string;
let store: BlobStore;
/** What a test puts in the way of the storage's steps. */
let way: Partial<Pick<BlobStore, 'completeMultipart' | 'deleteMany' | 'abortMultipart'>> = {};

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'umschlag-discarded-'));
  store = await createFileStore({ root });
  const between: BlobStore = {
    ...store,
    completeMultipart: (...given) => (way.completeMultipart ?? store.completeMultipart)(...given),
    deleteMany: (...given) => (way.deleteMany ?? store.deleteMany)(...given),
    abortMultipart: (...given) => (way.abortMultipart ?? store.abortMultipart)(...given),
  };
  api = await startTestApi({ store: between });
});
afterAll(async () => {
  await api.close();
  await rm(root, { recursive: true });
});

type Thing = { senderId: string; deliveryId: string; fileId: string; uploadId: string };

test.each<[string, (thing: Thing) => Promise<void>]>([
  [
    'its file',
    ({ senderId, deliveryId, fileId }) => discardFile(api.deps, { accountId: senderId }, deliveryId, fileId),
  ],
  ['its draft', ({ senderId, deliveryId }) => discardDraft(api.deps, { accountId: senderId }, deliveryId)],
  ['the upload', ({ uploadId }) => abortUpload(api.deps, uploadId)],
])('whoever discards %s while it is being completed leaves no object behind', async (_, discard) => {
  const sender = await newSender(api);
  const deliveryId = await newDraft(api, sender);
  const upload = await declare(api, sender, deliveryId, { path: ['a'], octets: octetsOf(10) });
  await putPart(api, upload, 1);
  const { fileId, id: uploadId } = upload.state;
  const joining = Promise.withResolvers<void>();
  const deleted = Promise.withResolvers<void>();
  const completed = Promise.withResolvers<void>();
  way = {
    // A storage that is putting an object together cannot be stopped any more, and the object appears at the end.
    abortMultipart: async () => {},
    completeMultipart: async (...given) => {
      joining.resolve();
      await deleted.promise;
      return store.completeMultipart(...given);
    },
    deleteMany: async (keys) => {
      await store.deleteMany(keys);
      deleted.resolve();
      await completed.promise;
    },
  };
  const completing = complete(api, upload);
  await joining.promise;
  await discard({ senderId: sender.accountId, deliveryId, fileId, uploadId });
  const deleting = deleteObjects(api.deps);
  expect((await completing).code).toBe('not_found');
  completed.resolve();
  await deleting;
  expect(await store.head(`deliveries/${deliveryId}/${fileId}`)).toBeDefined();
  way = {};
  await deleteObjects(api.deps);
  expect(await store.head(`deliveries/${deliveryId}/${fileId}`)).toBeUndefined();
  const left = await api.deps.database.db.selectFrom('object_deletions').selectAll().execute();
  expect(left).toEqual([]);
});
