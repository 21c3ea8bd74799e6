import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { startTestApi, type TestApi, type TestSession } from '@umschlag/api/testing';
import { changeDraft, putOwnManifest } from '@umschlag/core';
import { testFingerprint, testMessage } from '@umschlag/core/testing';
import { newDraft, newSender, octetsOf } from './transfer/delivery.ts';
import { complete, declareSealed, putPart, sealedPart, sendParts } from './transfer/upload-file.ts';

let api: TestApi;
let sender: TestSession;
let id: string;

beforeAll(async () => {
  api = await startTestApi();
});
afterAll(() => api.close());
beforeEach(async () => {
  sender = await newSender(api);
  id = await newDraft(api, sender, { level: 3 });
});

const declare = (body: { sizeBytes: number; path?: string[]; mediaType?: string }, deliveryId = id) =>
  api.call('POST /api/v1/deliveries/:id/uploads', { params: { id: deliveryId }, cookie: sender.cookie, body });
const from = () => ({ accountId: sender.accountId, organisationId: sender.organisationId! });

describe('declaring a file at levels 3 and 4', () => {
  test('takes its size alone, and gives no key', async () => {
    const { status, body } = await declare({ sizeBytes: 10 });
    expect([status, body.contentKey]).toEqual([201, null]);
    const { body: own } = await api.call('GET /api/v1/deliveries/:id', { params: { id }, cookie: sender.cookie });
    expect(own.delivery.files).toMatchObject([
      { path: null, mediaType: null, sizeBytes: 10, sealedSizeBytes: body.upload.sealedSizeBytes },
    ]);
  });

  test('refuses name and media type, well-formed or not, and keeps nothing of them', async () => {
    for (const name of [{ path: ['Befund.pdf'] }, { mediaType: 'text/plain' }, { path: ['../x'], mediaType: '' }]) {
      expect(await declare({ sizeBytes: 10, ...name })).toMatchObject({
        status: 422,
        code: 'file_name_must_be_sealed',
      });
    }
    const files = api.deps.database.db.selectFrom('delivery_files').select('id').where('delivery_id', '=', id);
    expect(await files.execute()).toEqual([]);
  });

  test('at levels 1 and 2 both are needed', async () => {
    const plain = await newDraft(api, sender, { level: 2 });
    for (const [name, field] of [
      [{}, 'path'],
      [{ mediaType: 'text/plain' }, 'path'],
      [{ path: ['a'] }, 'mediaType'],
    ] as const) {
      const { status, code, body } = await declare({ sizeBytes: 1, ...name } as { sizeBytes: number }, plain);
      expect([status, code]).toEqual([400, 'invalid_request']);
      expect(body).toMatchObject({ error: { details: { field } } });
    }
  });

  test('takes the manifests out of the draft: they are of other files', async () => {
    const manifest = { message: testMessage(), fingerprint: testFingerprint() };
    await putOwnManifest(api.deps, sender.accountId, id, manifest);
    await declare({ sizeBytes: 1 });
    const { status } = await api.call('GET /api/v1/deliveries/:id/manifests/self', {
      params: { id },
      cookie: sender.cookie,
    });
    expect(status).toBe(404);
  });

  test('keeps the level on its side of 2 and 3', async () => {
    await declare({ sizeBytes: 1 });
    await expect(changeDraft(api.deps, from(), id, { level: 2 })).rejects.toMatchObject({
      code: 'level_fixed_by_files',
    });
    await changeDraft(api.deps, from(), id, { level: 4 });
  });
});

describe('completing a file at levels 3 and 4', () => {
  test('needs no key that the server has', async () => {
    const upload = await declareSealed(api, sender, id, octetsOf(300_000));
    expect(await sendParts(api, upload)).toBe(upload.state.fileId);
  });

  test('refuses what is not sealed at all, and forgets it', async () => {
    const upload = await declareSealed(api, sender, id, octetsOf(1000));
    const { length } = await sealedPart(upload, 1);
    await putPart(api, upload, 1, octetsOf(length));
    expect(await complete(api, upload)).toMatchObject({ status: 422, code: 'upload_not_sealed' });
    const { body } = await api.call('GET /api/v1/deliveries/:id', { params: { id }, cookie: sender.cookie });
    expect(body.delivery.files).toEqual([]);
  });

  test('refuses parts that do not add up', async () => {
    const upload = await declareSealed(api, sender, id, octetsOf(1000));
    expect(await complete(api, upload)).toMatchObject({ status: 409, code: 'upload_incomplete' });
    expect(await putPart(api, upload, 1, octetsOf(1000))).toMatchObject({ code: 'part_size_mismatch' });
  });
});

describe('a manifest on its way', () => {
  const put = (body: Uint8Array | ReadableStream, query: object = { fingerprint: testFingerprint() }) =>
    api.call('PUT /api/v1/deliveries/:id/manifests/self', {
      params: { id },
      query: query as { fingerprint: string },
      cookie: sender.cookie,
      body,
    });

  test('may have 4 MiB and not an octet more, declared or not', async () => {
    const limit = 4 * 1024 ** 2;
    expect((await put(testMessage(limit))).status).toBe(204);
    expect(await put(testMessage(limit + 1))).toMatchObject({ status: 413, code: 'payload_too_large' });
    const stream = new Blob([testMessage(limit + 1)]).stream();
    expect(await put(stream)).toMatchObject({ status: 413, code: 'payload_too_large' });
  });

  test('is refused unsealed, empty, and without a fingerprint that is one', async () => {
    for (const text of ['{"type":"umschlag-manifest"}', '']) {
      expect(await put(Buffer.from(text))).toMatchObject({ status: 422, code: 'manifest_not_sealed' });
    }
    for (const fingerprint of ['', 'abc', testFingerprint().toLowerCase()]) {
      expect(await put(testMessage(), { fingerprint })).toMatchObject({ status: 400, code: 'invalid_request' });
    }
  });

  test('for a key has a fingerprint, for an access code none', async () => {
    const { body: own } = await api.call('GET /api/v1/deliveries/:id', { params: { id }, cookie: sender.cookie });
    const params = { id, recipientId: own.delivery.recipients[0]!.id };
    for (const query of [{ reader: 'key' }, { reader: 'code', fingerprint: testFingerprint() }] as const) {
      const key = 'PUT /api/v1/deliveries/:id/manifests/:recipientId';
      const answer = await api.call(key, { params, query, cookie: sender.cookie, body: testMessage() });
      expect(answer).toMatchObject({ status: 400, code: 'invalid_request' });
    }
  });

  test('comes back octet for octet', async () => {
    const message = testMessage();
    await put(message);
    const answer = await api.call('GET /api/v1/deliveries/:id/manifests/self', {
      params: { id },
      cookie: sender.cookie,
    });
    expect(Buffer.from(answer.octets).equals(message)).toBe(true);
    expect(answer.headers.get('etag')).toBe('"1"');
    expect(answer.headers.get('cache-control')).toContain('no-store');
  });
});

test('sending takes a body, or none at all, but no text', async () => {
  const params = { id };
  const asked = async (given: object) =>
    (await api.call('POST /api/v1/deliveries/:id/send', { params, cookie: sender.cookie, ...given })).code;
  expect(await asked({})).toBe('delivery_incomplete');
  expect(await asked({ body: {} })).toBe('delivery_incomplete');
  expect(await asked({ body: { pending: ['x'] } })).toBe('invalid_request');
  expect(await asked({ body: 'x', headers: { 'content-type': 'text/plain' } })).toBe('unsupported_media_type');
});
