import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { startTestApi, type TestApi } from '@umschlag/api/testing';
import { recallDelivery } from '@umschlag/core';
import { octetsOf } from './transfer/delivery.ts';
import { heldDownload, rawRequest, until } from './transfer/raw-request.ts';
import { type SealedDelivery, sealedDelivery } from './transfer/sealed-delivery.ts';
import { openWatchedStore, type WatchedStore } from './transfer/watched-store.ts';

let api: TestApi;
let watched: WatchedStore;
let sent: SealedDelivery;
const octets = octetsOf(2_000_003);

beforeAll(async () => {
  watched = await openWatchedStore();
  api = await startTestApi({ store: watched.store });
  sent = await sealedDelivery(api, octets);
});
afterAll(async () => {
  await api.close();
  await watched.close();
});

const urlOf = ({ token, fileId }: SealedDelivery) => `${api.url}/api/v1/links/${token}/files/${fileId}`;
const ownUrlOf = ({ id, fileId }: SealedDelivery) => `${api.url}/api/v1/deliveries/${id}/files/${fileId}/sealed`;
const fetchesOf = ({ recipientId }: SealedDelivery) =>
  api.deps.database.db.selectFrom('fetches').select('state').where('recipient_id', '=', recipientId).execute();
const objectKeyOf = async ({ fileId }: SealedDelivery) =>
  (
    await api.deps.database.db
      .selectFrom('delivery_files')
      .select('object_key')
      .where('id', '=', fileId)
      .executeTakeFirstOrThrow()
  ).object_key;
async function* once(piece: Uint8Array) {
  yield piece;
}
const codeOf = (answer: { octets: Buffer }) => JSON.parse(answer.octets.toString()).error.code;

describe('downloads at levels 3 and 4', () => {
  test('a file comes as it was sealed, under its id', async () => {
    const answer = await rawRequest(urlOf(sent), { cookie: sent.reader.cookie });
    expect(answer.status).toBe(200);
    expect(answer.octets.equals(sent.sealed)).toBe(true);
    expect(answer.headers).toMatchObject({
      'content-type': 'application/octet-stream',
      'content-length': String(sent.sealed.length),
      'accept-ranges': 'bytes',
      'content-disposition': `attachment; filename="${sent.fileId}"; filename*=UTF-8''${sent.fileId}`,
    });
    await until(async () => (await fetchesOf(sent)).length === 1);
  });

  test('ranges are of the sealed octets, for recipient and sender alike', async () => {
    const size = sent.sealed.length;
    const ranges = [
      ['bytes=0-35', 0, 36],
      ['bytes=36-262195', 36, 262_196],
      ['bytes=2000000-', 2_000_000, size],
      ['bytes=-16', size - 16, size],
    ] as const;
    for (const [range, start, end] of ranges) {
      for (const [url, { cookie }] of [
        [urlOf(sent), sent.reader],
        [ownUrlOf(sent), sent.sender],
      ] as const) {
        const answer = await rawRequest(url, { cookie, range });
        expect([answer.status, answer.headers['content-range']]).toEqual([206, `bytes ${start}-${end - 1}/${size}`]);
        expect(answer.octets.equals(sent.sealed.subarray(start, end))).toBe(true);
      }
    }
  });

  test('HEAD, If-Range, If-None-Match and a range beyond the end are answered as for other files', async () => {
    const { cookie } = sent.reader;
    const head = await rawRequest(urlOf(sent), { cookie }, 'HEAD');
    const etag = head.headers.etag!;
    expect([head.status, head.headers['content-length']]).toEqual([200, String(sent.sealed.length)]);
    const range = 'bytes=0-9';
    expect((await rawRequest(urlOf(sent), { cookie, range, 'if-range': etag })).status).toBe(206);
    expect((await rawRequest(urlOf(sent), { cookie, range, 'if-range': '"other"' })).status).toBe(200);
    expect((await rawRequest(urlOf(sent), { cookie, 'if-none-match': etag })).status).toBe(304);
    const beyond = await rawRequest(urlOf(sent), { cookie, range: `bytes=${sent.sealed.length}-` });
    expect([beyond.status, beyond.headers['content-range']]).toEqual([416, `bytes */${sent.sealed.length}`]);
  });

  test('a limit counts as for other files: with a grant, and the last octet uses it up', async () => {
    const limited = await sealedDelivery(api, octets, { downloadLimit: 1 });
    const { cookie } = limited.reader;
    expect(codeOf(await rawRequest(urlOf(limited), { cookie }))).toBe('download_claim_required');
    const claim = () =>
      api.call('POST /api/v1/links/:token/claims', {
        params: { token: limited.token },
        body: { fileId: limited.fileId },
        cookie,
      });
    const { body } = await claim();
    const range = 'bytes=0-999999';
    expect((await rawRequest(`${api.url}${body.path}`, { cookie, range })).status).toBe(206);
    expect(await fetchesOf(limited)).toEqual([]);
    const rest = await rawRequest(`${api.url}${body.path}`, { cookie, range: 'bytes=1000000-' });
    expect(rest.octets.equals(limited.sealed.subarray(1_000_000))).toBe(true);
    await until(async () => (await fetchesOf(limited))[0]?.state === 'delivered');
    expect((await claim()).code).toBe('download_limit_reached');
    const { body: view } = await api.call('GET /api/v1/links/:token', { params: { token: limited.token }, cookie });
    expect(view.delivery.files[0]!.fetchesLeft).toBe(0);
  });

  test('what the sender reads again counts nothing', async () => {
    const limited = await sealedDelivery(api, octetsOf(100), { downloadLimit: 1 });
    const answer = await rawRequest(ownUrlOf(limited), { cookie: limited.sender.cookie });
    expect(answer.octets.equals(limited.sealed)).toBe(true);
    expect(await fetchesOf(limited)).toEqual([]);
  });

  test('a recall stops downloads already begun, the sender’s own too, and what arrived does not look complete', async () => {
    const recalled = await sealedDelivery(api, octetsOf(8_000_000));
    const held = await Promise.all([
      heldDownload(urlOf(recalled), { cookie: recalled.reader.cookie }),
      heldDownload(ownUrlOf(recalled), { cookie: recalled.sender.cookie }),
    ]);
    await recallDelivery(api.deps, recalled.sender.accountId, recalled.id);
    await until(async () => watched.reading() === 0);
    for (const download of held) {
      const { isComplete, octets: arrived } = await download.rest();
      expect([isComplete, arrived.length < recalled.sealed.length]).toEqual([false, true]);
    }
    expect((await rawRequest(ownUrlOf(recalled), { cookie: recalled.sender.cookie })).status).toBe(404);
  });

  test.each([0, 700_000, -1])(
    'an object that ends at octet %i in the storage breaks the response off, and counts as nothing',
    async (end) => {
      const cut = await sealedDelivery(api, octets, { downloadLimit: 1 });
      const { store } = api.deps;
      const key = await objectKeyOf(cut);
      const left = cut.sealed.subarray(0, end);
      await store.deleteMany([key]);
      await store.put(key, once(left), { sizeBytes: left.length });
      const { cookie } = cut.reader;
      const input = { params: { token: cut.token }, cookie };
      const claim = { ...input, body: { fileId: cut.fileId } };
      const { body } = await api.call('POST /api/v1/links/:token/claims', claim);
      // A connection that would stay open for the next request has to end as well.
      const url = `${api.url}${body.path}`;
      const answer = await fetch(url, { headers: { cookie }, signal: AbortSignal.timeout(60_000) });
      const arrived = answer.status === 200 ? await answer.arrayBuffer().catch((error) => error.name) : answer.status;
      expect(await fetchesOf(cut)).toEqual([]);
      expect((await api.call('GET /api/v1/links/:token', input)).body.delivery.files[0]!.fetchesLeft).toBe(1);
      expect(arrived).toBe(end === 0 ? 500 : 'TypeError');
    },
  );

  test('there is no archive, also where downloads are limited', async () => {
    for (const change of [{}, { downloadLimit: 1 }]) {
      const delivery = await sealedDelivery(api, octetsOf(1), change);
      const params = { token: delivery.token };
      const answer = await api.call('GET /api/v1/links/:token/archive', { params, cookie: delivery.reader.cookie });
      expect(answer.code).toBe('archive_not_available');
    }
  });
});

describe('what the recipient is told at levels 3 and 4', () => {
  test('sizes and ids of files, no name, no type', async () => {
    const { body } = await api.call('GET /api/v1/links/:token', {
      params: { token: sent.token },
      cookie: sent.reader.cookie,
    });
    expect(body.delivery).toMatchObject({
      level: 3,
      subject: '',
      message: '',
      reader: 'code',
      readerFingerprint: null,
    });
    expect(body.delivery.files).toEqual([
      {
        id: sent.fileId,
        path: null,
        mediaType: null,
        sizeBytes: octets.length,
        sealedSizeBytes: sent.sealed.length,
        fetchesLeft: null,
      },
    ]);
  });

  test('the delivery is in the list of what was received, at level 4 without a subject', async () => {
    const other = await sealedDelivery(api, octetsOf(1), { level: 4 });
    const { body } = await api.call('GET /api/v1/received', { cookie: other.reader.cookie });
    expect(body.deliveries).toMatchObject([{ level: 4, subject: null, fileCount: 1 }]);
  });
});
