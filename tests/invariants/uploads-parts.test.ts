import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { startTestApi, type TestApi, type TestSession } from '@umschlag/api/testing';
import { describeDelivery } from '@umschlag/core';
import { newDraft, newSender, octetsOf, sentDelivery } from './transfer/delivery.ts';
import { complete, declare, digestOf, putPart, sealedPart, uploadFile } from './transfer/upload-file.ts';

const MIB = 1024 ** 2;
let api: TestApi;
let sender: TestSession;

beforeAll(async () => {
  api = await startTestApi();
  sender = await newSender(api);
});
afterAll(() => api.close());

const stateOf = async (upload: { state: { id: string }; token: string }) =>
  (await api.call('GET /api/v1/uploads/:id', { params: { id: upload.state.id }, bearer: upload.token })).body.upload;

const fetchWhole = async (token: string, fileId: string) =>
  (await api.call('GET /api/v1/links/:token/files/:fileId', { params: { token, fileId } })).octets;

describe('uploads', () => {
  test.each([0, 1, 262_144, 1_000_000])('a file of %i octets comes out as it went in', async (length) => {
    const octets = octetsOf(length);
    const sent = await sentDelivery(api, [{ path: ['a.bin'], octets }]);
    expect(Buffer.from(await fetchWhole(sent.tokens[0]!, sent.fileIds[0]!)).equals(octets)).toBe(true);
  });

  test('parts may come in any order, and again, and together', async () => {
    const octets = octetsOf(40 * MIB);
    const upload = await declare(api, sender, await newDraft(api, sender), { path: ['a.bin'], octets });
    expect(upload.state.partCount).toBe(3);
    for (const number of [3, 1, 1, 2, 3]) expect((await putPart(api, upload, number)).status).toBe(204);
    const again = await Promise.all([1, 2, 3, 1, 2, 3].map((number) => putPart(api, upload, number)));
    expect(again.map((answer) => answer.status)).toEqual(Array(6).fill(204));
    const state = await stateOf(upload);
    expect(state.parts.map((part) => part.number)).toEqual([1, 2, 3]);
    expect(state.parts.reduce((sum, part) => sum + part.sizeBytes, 0)).toBe(state.sealedSizeBytes);
    expect((await complete(api, upload)).body.upload.state).toBe('completed');
  });

  test('the same part twenty times at once is one part', async () => {
    const upload = await declare(api, sender, await newDraft(api, sender), { path: ['a'], octets: octetsOf(300_000) });
    const body = await sealedPart(upload, 1);
    const answers = await Promise.all(Array.from({ length: 20 }, () => putPart(api, upload, 1, body)));
    expect(answers.map((answer) => answer.status)).toEqual(Array(20).fill(204));
    expect((await stateOf(upload)).parts).toHaveLength(1);
    expect((await complete(api, upload)).status).toBe(200);
  });

  test('another content for a part that has arrived is refused, and the first stays', async () => {
    const upload = await declare(api, sender, await newDraft(api, sender), { path: ['a'], octets: octetsOf(5000) });
    const body = await sealedPart(upload, 1);
    expect((await putPart(api, upload, 1, body)).status).toBe(204);
    const other = body.map((octet) => octet ^ 1);
    expect((await putPart(api, upload, 1, other)).code).toBe('part_conflict');
    expect((await complete(api, upload)).status).toBe(200);
  });

  test('of two contents at once, never both are believed', async () => {
    for (let round = 0; round < 5; round++) {
      const upload = await declare(api, sender, await newDraft(api, sender), {
        path: ['a'],
        octets: octetsOf(900_000),
      });
      const body = await sealedPart(upload, 1);
      const bodies = [body, body.map((octet) => octet ^ 1)];
      const answers = await Promise.all(bodies.map((one) => putPart(api, upload, 1, one)));
      expect(answers.filter((answer) => answer.code === 'part_conflict').length).toBeGreaterThanOrEqual(1);
      const { parts } = await stateOf(upload);
      if (parts.length === 0) expect((await putPart(api, upload, 1, body)).status).toBe(204);
    }
  });

  test('a part without a digest, with a wrong one, of a wrong size or number is refused and not stored', async () => {
    const upload = await declare(api, sender, await newDraft(api, sender), { path: ['a'], octets: octetsOf(5000) });
    const body = await sealedPart(upload, 1);
    const put = (number: number, octets: Uint8Array, digest?: string) =>
      api.call('PUT /api/v1/uploads/:id/parts/:number', {
        params: { id: upload.state.id, number },
        bearer: upload.token,
        body: octets,
        headers: digest === undefined ? {} : { 'content-digest': digest },
      });
    expect((await put(1, body)).code).toBe('part_digest_missing');
    expect((await put(1, body, digestOf(body.subarray(1)))).code).toBe('part_digest_mismatch');
    expect((await put(1, body.subarray(1), digestOf(body.subarray(1)))).code).toBe('part_size_mismatch');
    expect((await put(2, body, digestOf(body))).code).toBe('part_number_invalid');
    expect((await put(1, new Uint8Array(0), digestOf(new Uint8Array(0)))).code).toBe('part_size_mismatch');
    expect((await stateOf(upload)).parts).toEqual([]);
    expect((await putPart(api, upload, 1, body)).status).toBe(204);
  });

  test('a part that does not say how long it is, is told so', async () => {
    const upload = await declare(api, sender, await newDraft(api, sender), { path: ['a'], octets: octetsOf(5000) });
    const octets = await sealedPart(upload, 1);
    const inChunks = await api.call('PUT /api/v1/uploads/:id/parts/:number', {
      params: { id: upload.state.id, number: 1 },
      bearer: upload.token,
      body: new Blob([octets]).stream(),
      headers: { 'content-digest': digestOf(octets) },
    });
    expect([inChunks.status, inChunks.code]).toEqual([400, 'invalid_request']);
    expect((inChunks.body as unknown as { error: { details: unknown } }).error.details).toEqual({
      part: 'headers',
      field: 'content-length',
    });
    expect((await stateOf(upload)).parts).toEqual([]);
  });

  test('a gap is told by its numbers, and nothing is completed', async () => {
    const upload = await declare(api, sender, await newDraft(api, sender), { path: ['a'], octets: octetsOf(40 * MIB) });
    await putPart(api, upload, 2);
    const refused = await complete(api, upload);
    expect(refused.code).toBe('upload_incomplete');
    expect((refused.body as unknown as { error: { details: unknown } }).error.details).toMatchObject({
      missing: [1, 3],
    });
    expect((await stateOf(upload)).state).toBe('open');
  });

  test('what is not sealed under the key of the delivery is refused and forgotten', async () => {
    const deliveryId = await newDraft(api, sender);
    const upload = await declare(api, sender, deliveryId, { path: ['a'], octets: octetsOf(5000) });
    const wrong = await sealedPart({ ...upload, contentKey: new Uint8Array(32) }, 1);
    expect((await putPart(api, upload, 1, wrong)).status).toBe(204);
    expect((await complete(api, upload)).code).toBe('upload_not_sealed');
    expect((await complete(api, upload)).code).toBe('not_found');
    const { db } = api.deps.database;
    expect(await db.selectFrom('delivery_files').select('id').where('delivery_id', '=', deliveryId).execute()).toEqual(
      [],
    );
    expect(await db.selectFrom('object_deletions').select('object_key').execute()).toContainEqual({
      object_key: `deliveries/${deliveryId}/${upload.state.fileId}`,
    });
  });

  test('completing may be repeated and raced; afterwards no part is taken', async () => {
    const octets = octetsOf(300_000);
    const upload = await declare(api, sender, await newDraft(api, sender), { path: ['a'], octets });
    await putPart(api, upload, 1);
    const answers = await Promise.all(Array.from({ length: 8 }, () => complete(api, upload)));
    expect(answers.map((answer) => answer.status)).toEqual(Array(8).fill(200));
    expect((await complete(api, upload)).body.upload.state).toBe('completed');
    const body = await sealedPart(upload, 1);
    expect((await putPart(api, upload, 1, body)).status).toBe(204);
    expect(
      (
        await putPart(
          api,
          upload,
          1,
          body.map((octet) => octet ^ 1),
        )
      ).code,
    ).toBe('part_conflict');
  });

  test('the token of one upload opens no other, and a session opens none', async () => {
    const deliveryId = await newDraft(api, sender);
    const one = await declare(api, sender, deliveryId, { path: ['a'], octets: octetsOf(10) });
    const other = await declare(api, sender, deliveryId, { path: ['b'], octets: octetsOf(10) });
    const look = (given: object) => api.call('GET /api/v1/uploads/:id', { params: { id: one.state.id }, ...given });
    for (const given of [{ bearer: other.token }, { cookie: sender.cookie }, {}, { bearer: `${one.token}x` }]) {
      expect((await look(given)).code).toBe('not_found');
    }
    expect((await look({ bearer: one.token })).status).toBe(200);
  });

  test('an aborted upload is gone, with its file', async () => {
    const deliveryId = await newDraft(api, sender);
    const upload = await declare(api, sender, deliveryId, { path: ['a'], octets: octetsOf(10) });
    const abort = () =>
      api.call('DELETE /api/v1/uploads/:id', { params: { id: upload.state.id }, bearer: upload.token });
    expect((await abort()).status).toBe(204);
    expect((await abort()).code).toBe('not_found');
    expect((await putPart(api, upload, 1)).code).toBe('not_found');
  });

  test('a sent delivery takes no file and gives none back', async () => {
    const sent = await sentDelivery(api, [{ path: ['a'], octets: octetsOf(10) }]);
    await expect(declare(api, sent.sender, sent.id, { path: ['b'], octets: octetsOf(10) })).rejects.toThrow(
      'delivery_not_draft',
    );
  });

  test('nobody declares a file in somebody else’s draft', async () => {
    const deliveryId = await newDraft(api, sender);
    const colleague = await api.signInAs(await api.createCaseworker({ organisationId: sender.organisationId! }));
    await expect(declare(api, colleague, deliveryId, { path: ['a'], octets: octetsOf(1) })).rejects.toThrow(
      'not_found',
    );
  });

  test('files of the same name are told apart', async () => {
    const deliveryId = await newDraft(api, sender);
    for (let count = 0; count < 3; count++)
      await uploadFile(api, sender, deliveryId, { path: ['x', 'Ä.txt'], octets: octetsOf(3) });
    const { files } = await describeDelivery(api.deps, sender.accountId, deliveryId);
    expect(files.map((file) => file.path)).toEqual([
      ['x', 'Ä.txt'],
      ['x', 'Ä (2).txt'],
      ['x', 'Ä (3).txt'],
    ]);
  });
});
