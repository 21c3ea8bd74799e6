import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { startTestApi, type TestApi } from '@umschlag/api/testing';
import { deleteObjects, purgeDelivery, recallDelivery } from '@umschlag/core';
import type { BlobStore } from '@umschlag/storage';
import { createS3Store } from '@umschlag/storage/s3';
import { makeBucket, type Rgw, rgwMissing, startRgw } from '@umschlag/storage/testing';
import { newDraft, newSender, octetsOf, sentDelivery } from './transfer/delivery.ts';
import { rawRequest } from './transfer/raw-request.ts';
import { complete, declare, putPart, sealedPart } from './transfer/upload-file.ts';

const MIB = 1024 ** 2;
const reason = rgwMissing();
if (reason) process.stderr.write(`SKIPPED: uploads and downloads with Ceph RGW, because ${reason}\n`);

(reason ? describe.skip : describe)('with a real S3 server (Ceph RGW)', () => {
  let rgw: Rgw;
  let store: BlobStore;
  let api: TestApi;

  beforeAll(async () => {
    rgw = await startRgw();
    await makeBucket(rgw, 'umschlag');
    store = createS3Store({ ...rgw, bucket: 'umschlag', forcePathStyle: true });
    api = await startTestApi({ store });
  });
  afterAll(async () => {
    await api?.close();
    await store?.close();
    await rgw?.stop();
  });

  const urlOf = (sent: { tokens: readonly string[]; fileIds: readonly string[] }) =>
    `${api.url}/api/v1/links/${sent.tokens[0]}/files/${sent.fileIds[0]}`;
  const objects = async () => {
    const keys = [];
    for await (const { key } of store.list()) keys.push(key);
    return keys;
  };

  test('a file of several parts comes out as it went in, whole and by ranges, and is deleted after a recall', async () => {
    const octets = octetsOf(36 * MIB + 5);
    const sent = await sentDelivery(api, [{ path: ['a'], octets }]);
    expect((await rawRequest(urlOf(sent))).octets.equals(octets)).toBe(true);
    for (const [start, end] of [
      [0, 1],
      [16 * MIB - 3, 16 * MIB + 3],
      [octets.length - 1, octets.length],
    ] as const) {
      const answer = await rawRequest(urlOf(sent), { range: `bytes=${start}-${end - 1}` });
      expect(answer.octets.equals(octets.subarray(start, end))).toBe(true);
    }
    await recallDelivery(api.deps, sent.sender.accountId, sent.id);
    await purgeDelivery(api.deps, { deliveryId: sent.id });
    await deleteObjects(api.deps);
    expect((await rawRequest(urlOf(sent))).status).toBe(404);
    expect((await objects()).filter((key) => key.includes(sent.id))).toEqual([]);
  });

  test('parts out of order, together and again; a wrong digest and a conflict; completing raced', async () => {
    const sender = await newSender(api);
    const upload = await declare(api, sender, await newDraft(api, sender), { path: ['a'], octets: octetsOf(20 * MIB) });
    const answers = await Promise.all([2, 1, 2, 1].map((number) => putPart(api, upload, number)));
    expect(answers.map((answer) => answer.status)).toEqual([204, 204, 204, 204]);
    const second = await sealedPart(upload, 2);
    expect(
      (
        await putPart(
          api,
          upload,
          2,
          second.map((octet) => octet ^ 1),
        )
      ).code,
    ).toBe('part_conflict');
    const ends = await Promise.all([1, 2, 3].map(() => complete(api, upload)));
    expect(ends.map((answer) => answer.status)).toEqual([200, 200, 200]);
  });

  test('a part with a wrong digest is refused, and not stored', async () => {
    const sender = await newSender(api);
    const upload = await declare(api, sender, await newDraft(api, sender), { path: ['a'], octets: octetsOf(900_000) });
    const body = await sealedPart(upload, 1);
    const answer = await api.call('PUT /api/v1/uploads/:id/parts/:number', {
      params: { id: upload.state.id, number: 1 },
      bearer: upload.token,
      body,
      headers: { 'content-digest': `sha-256=:${'A'.repeat(43)}=:` },
    });
    expect(answer.code).toBe('part_digest_mismatch');
    expect((await complete(api, upload)).code).toBe('upload_incomplete');
  });

  test('an aborted upload leaves neither object nor multipart upload', async () => {
    const sender = await newSender(api);
    const before = await objects();
    const upload = await declare(api, sender, await newDraft(api, sender), { path: ['a'], octets: octetsOf(5) });
    await putPart(api, upload, 1);
    await api.call('DELETE /api/v1/uploads/:id', { params: { id: upload.state.id }, bearer: upload.token });
    await deleteObjects(api.deps);
    expect(await objects()).toEqual(before);
    const open = [];
    for await (const { key } of store.listMultiparts()) if (key.endsWith(upload.state.fileId)) open.push(key);
    expect(open).toEqual([]);
  });

  test('a form’s file of unknown size is sealed into parts', async () => {
    const sender = await newSender(api);
    const octets = octetsOf(34 * MIB);
    const form = new FormData();
    form.append('to', 'a@example.org');
    form.append('level', '1');
    form.append('file', new File([octets], 'a.bin'));
    const { body } = await api.call('POST /api/v1/deliveries/form', { cookie: sender.cookie, body: form });
    const tokens = [new URL(body.links[0]!.link).pathname.split('/').at(-1)!];
    const answer = await rawRequest(urlOf({ tokens, fileIds: [body.delivery.files[0]!.id] }));
    expect(answer.octets.equals(octets)).toBe(true);
  });
});
