import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { startTestApi, type TestApi } from '@umschlag/api/testing';
import { recallDelivery } from '@umschlag/core';
import { DAY_MS, newSecretToken } from '@umschlag/std';
import { octetsOf, type SentDelivery, sentDelivery } from './transfer/delivery.ts';
import { heldDownload, rawRequest, until } from './transfer/raw-request.ts';
import { openWatchedStore, type WatchedStore } from './transfer/watched-store.ts';

let api: TestApi;
let watched: WatchedStore;
let sent: SentDelivery;
const octets = octetsOf(2_000_003);

beforeAll(async () => {
  watched = await openWatchedStore();
  api = await startTestApi({ store: watched.store });
  sent = await sentDelivery(api, [
    { path: ['Anlagen', 'Größe "neu".pdf'], octets, mediaType: 'application/pdf' },
    { path: ['seite.html'], octets: octetsOf(10), mediaType: 'text/html' },
    { path: ['leer.txt'], octets: octetsOf(0), mediaType: 'text/plain' },
  ]);
});
afterAll(async () => {
  await api.close();
  await watched.close();
});
/** The server has let go of the download, though its recipient still holds the line. */
const isStopped = async () => watched.reading() === 0;

const urlOf = (delivery: SentDelivery, index: number, recipient = 0) =>
  `${api.url}/api/v1/links/${delivery.tokens[recipient]}/files/${delivery.fileIds[index]}`;
const fetchesOf = (delivery: SentDelivery) =>
  api.deps.database.db
    .selectFrom('fetches')
    .select(['file_id', 'state'])
    .where('recipient_id', 'in', [...delivery.recipientIds])
    .execute();
const mailsOf = (delivery: SentDelivery) =>
  api.deps.database.db
    .selectFrom('mails')
    .select('to_email')
    .where('kind', '=', 'delivery-receipt')
    .where('subject_id', 'in', [...delivery.recipientIds])
    .execute();

describe('downloads', () => {
  test('a file comes whole, under its name, and nobody runs or keeps it', async () => {
    const answer = await rawRequest(urlOf(sent, 0));
    expect(answer.status).toBe(200);
    expect(answer.octets.equals(octets)).toBe(true);
    expect(answer.headers).toMatchObject({
      'content-type': 'application/pdf',
      'content-length': '2000003',
      'accept-ranges': 'bytes',
      'x-content-type-options': 'nosniff',
      'content-security-policy': "sandbox; default-src 'none'",
      'content-disposition': `attachment; filename="Grosse _neu_.pdf"; filename*=UTF-8''Gr%C3%B6%C3%9Fe%20%22neu%22.pdf`,
    });
    expect(answer.headers['cache-control']).toContain('no-store');
    const html = await rawRequest(urlOf(sent, 1));
    expect(html.headers['content-type']).toBe('application/octet-stream');
  });

  test.each([
    ['bytes=0-0', 0, 1],
    ['bytes=0-262143', 0, 262_144],
    ['bytes=262138-262145', 262_138, 262_146],
    ['bytes=1000000-', 1_000_000, 2_000_003],
    ['bytes=-1', 2_000_002, 2_000_003],
    ['bytes=-700000', 1_300_003, 2_000_003],
    ['bytes=1999999-5000000', 1_999_999, 2_000_003],
  ])('%s gives exactly these octets', async (range, start, end) => {
    const answer = await rawRequest(urlOf(sent, 0), { range });
    expect(answer.status).toBe(206);
    expect(answer.headers['content-range']).toBe(`bytes ${start}-${end - 1}/2000003`);
    expect(answer.headers['content-length']).toBe(String(end - start));
    expect(answer.octets.equals(octets.subarray(start, end))).toBe(true);
  });

  test('a range beyond the end is 416 with the size; several ranges give the whole file', async () => {
    const beyond = await rawRequest(urlOf(sent, 0), { range: 'bytes=2000003-' });
    expect(beyond.status).toBe(416);
    expect(beyond.headers['content-range']).toBe('bytes */2000003');
    expect(beyond.headers['content-disposition']).toBeUndefined();
    expect(JSON.parse(beyond.octets.toString()).error.code).toBe('range_not_satisfiable');
    const several = await rawRequest(urlOf(sent, 0), { range: 'bytes=0-1,5-6' });
    expect([several.status, several.octets.length]).toEqual([200, octets.length]);
  });

  test('If-None-Match answers 304 and If-Range resumes only the same file', async () => {
    const etag = (await rawRequest(urlOf(sent, 0), {}, 'HEAD')).headers.etag!;
    expect(etag).toMatch(/^"[^"]+"$/);
    const unchanged = await rawRequest(urlOf(sent, 0), { 'if-none-match': etag });
    expect([unchanged.status, unchanged.octets.length]).toEqual([304, 0]);
    const resumed = await rawRequest(urlOf(sent, 0), { range: 'bytes=5-', 'if-range': etag });
    expect(resumed.status).toBe(206);
    const other = await rawRequest(urlOf(sent, 0), { range: 'bytes=5-', 'if-range': '"other"' });
    expect([other.status, other.octets.length]).toEqual([200, octets.length]);
  });

  test('an empty file is a whole file', async () => {
    const answer = await rawRequest(urlOf(sent, 2));
    expect([answer.status, answer.octets.length, answer.headers['content-length']]).toEqual([200, 0, '0']);
    expect((await rawRequest(urlOf(sent, 2), { range: 'bytes=0-' })).status).toBe(416);
  });

  test('HEAD tells what GET would, sends nothing and counts nothing', async () => {
    const fresh = await sentDelivery(api, [{ path: ['a.pdf'], octets: octetsOf(5000) }]);
    for (let count = 0; count < 100; count++) {
      const answer = await rawRequest(urlOf(fresh, 0), {}, 'HEAD');
      expect([answer.status, answer.headers['content-length'], answer.octets.length]).toEqual([200, '5000', 0]);
    }
    for (let count = 0; count < 100; count++) {
      const { status } = await api.call('GET /api/v1/links/:token', { params: { token: fresh.tokens[0]! } });
      expect(status).toBe(200);
    }
    expect(await fetchesOf(fresh)).toEqual([]);
    const recipient = await api.deps.database.db
      .selectFrom('delivery_recipients')
      .select('opened_at')
      .where('id', '=', fresh.recipientIds[0]!)
      .executeTakeFirstOrThrow();
    expect(recipient.opened_at).toBeNull();
  });

  test('only the response with the last octet counts as a fetch, and the sender is told once', async () => {
    const fresh = await sentDelivery(api, [
      { path: ['a'], octets },
      { path: ['b'], octets: octetsOf(9) },
    ]);
    await rawRequest(urlOf(fresh, 0), { range: 'bytes=0-1999999' });
    expect(await fetchesOf(fresh)).toEqual([]);
    await rawRequest(urlOf(fresh, 0), { range: 'bytes=2000000-' });
    await until(async () => (await fetchesOf(fresh)).length === 1);
    await Promise.all(Array.from({ length: 10 }, () => rawRequest(urlOf(fresh, 1))));
    await until(async () => (await fetchesOf(fresh)).length === 11);
    expect(await mailsOf(fresh)).toEqual([{ to_email: fresh.sender.email }]);
  });

  test('ten first fetches at once mail one receipt per recipient, and none where none is wanted', async () => {
    const recipients = ['a@example.org', 'b@example.org'];
    const file = { path: ['a'], octets: octetsOf(9) };
    const wanted = await sentDelivery(api, [file], { recipients });
    const unwanted = await sentDelivery(api, [file], { receiptWanted: false });
    const all = [0, 1].flatMap((recipient) => Array.from({ length: 10 }, () => urlOf(wanted, 0, recipient)));
    await Promise.all([...all, urlOf(unwanted, 0)].map((url) => rawRequest(url)));
    await until(async () => (await fetchesOf(wanted)).length === 20 && (await fetchesOf(unwanted)).length === 1);
    expect(await mailsOf(wanted)).toHaveLength(2);
    expect(await mailsOf(unwanted)).toEqual([]);
  });

  test('a recall stops a download already begun, and what arrived does not look complete', async () => {
    const big = await sentDelivery(api, [{ path: ['a'], octets: octetsOf(24 * 1024 ** 2) }]);
    const held = await heldDownload(urlOf(big, 0));
    await recallDelivery(api.deps, big.sender.accountId, big.id);
    await until(isStopped);
    const { isComplete } = await held.rest();
    expect(isComplete).toBe(false);
    expect((await rawRequest(urlOf(big, 0))).status).toBe(404);
    expect(await fetchesOf(big)).toEqual([]);
  });

  test('the end of a delivery’s time stops a download already begun', async () => {
    const big = await sentDelivery(api, [{ path: ['a'], octets: octetsOf(24 * 1024 ** 2) }], { expiryDays: 1 });
    const held = await heldDownload(urlOf(big, 0));
    api.clock.advanceMs(2 * DAY_MS);
    await until(isStopped);
    expect((await held.rest()).isComplete).toBe(false);
    api.clock.advanceMs(-2 * DAY_MS);
  });

  test('a download that the recipient drops is no fetch, and ends the reading', async () => {
    const big = await sentDelivery(api, [{ path: ['a'], octets: octetsOf(24 * 1024 ** 2) }]);
    const held = await heldDownload(urlOf(big, 0));
    held.drop();
    await until(isStopped);
    expect(await fetchesOf(big)).toEqual([]);
  });
});

describe('links', () => {
  test('malformed, unknown, recalled and expired links answer the same, octet for octet', async () => {
    const file = { path: ['a'], octets: octetsOf(9) };
    const recalled = await sentDelivery(api, [file]);
    await recallDelivery(api.deps, recalled.sender.accountId, recalled.id);
    const expired = await sentDelivery(api, [file], { expiryDays: 1, level: 2 });
    const other = await sentDelivery(api, [file], { expiryDays: 30 });
    api.clock.advanceMs(2 * DAY_MS);
    const answers = [];
    for (const token of ['x', newSecretToken(), recalled.tokens[0]!, expired.tokens[0]!]) {
      for (const rest of ['', `/files/${expired.fileIds[0]}`, '/archive']) {
        const answer = await rawRequest(`${api.url}/api/v1/links/${token}${rest}`);
        const text = answer.octets.toString().replace(/"requestId":"[^"]+"/, '');
        const { date, connection, 'x-request-id': id, ...headers } = answer.headers;
        answers.push(JSON.stringify([answer.status, text, headers]));
      }
    }
    expect(new Set(answers).size).toBe(1);
    expect(answers[0]).toContain('not_found');
    expect((await rawRequest(urlOf(other, 0))).status).toBe(200);
    api.clock.advanceMs(-2 * DAY_MS);
  });

  test('at level 2 a stranger is asked to sign in, another account is refused, the addressed one gets the file', async () => {
    const citizen = await api.signInAs(await api.createCitizen());
    const delivery = await sentDelivery(api, [{ path: ['a'], octets: octetsOf(9) }], {
      level: 2,
      recipients: [citizen.email.toUpperCase()],
    });
    const look = (cookie?: string) =>
      api.call('GET /api/v1/links/:token', { params: { token: delivery.tokens[0]! }, cookie });
    expect((await look()).code).toBe('sign_in_required');
    expect((await look(delivery.sender.cookie)).code).toBe('wrong_account');
    const { body } = await look(citizen.cookie);
    expect(body.delivery.files.map((file) => file.path)).toEqual([['a']]);
    const get = (cookie?: string) =>
      api.call('GET /api/v1/links/:token/files/:fileId', {
        params: { token: delivery.tokens[0]!, fileId: delivery.fileIds[0]! },
        cookie,
      });
    expect((await get()).code).toBe('sign_in_required');
    expect((await get(delivery.sender.cookie)).code).toBe('wrong_account');
    expect((await get(citizen.cookie)).octets).toHaveLength(9);
    const received = await api.call('GET /api/v1/received', { cookie: citizen.cookie });
    expect(received.body.deliveries.map((one) => one.path)).toEqual([`/d/${delivery.tokens[0]}`]);
    expect((await api.call('GET /api/v1/received', { cookie: delivery.sender.cookie })).body.deliveries).toEqual([]);
  });

  test('a file of another delivery does not come through a link', async () => {
    const other = await sentDelivery(api, [{ path: ['a'], octets: octetsOf(9) }]);
    const answer = await rawRequest(`${api.url}/api/v1/links/${sent.tokens[0]}/files/${other.fileIds[0]}`);
    expect(answer.status).toBe(404);
  });

  test('opening is noted once, by POST', async () => {
    const delivery = await sentDelivery(api, [{ path: ['a'], octets: octetsOf(9) }]);
    const open = () => api.call('POST /api/v1/links/:token/opened', { params: { token: delivery.tokens[0]! } });
    const openedAt = async () =>
      (
        await api.deps.database.db
          .selectFrom('delivery_recipients')
          .select('opened_at')
          .where('id', '=', delivery.recipientIds[0]!)
          .executeTakeFirstOrThrow()
      ).opened_at;
    expect((await open()).status).toBe(204);
    const first = await openedAt();
    api.clock.advanceMs(60_000);
    expect((await open()).status).toBe(204);
    expect(await openedAt()).toEqual(first);
  });
});
