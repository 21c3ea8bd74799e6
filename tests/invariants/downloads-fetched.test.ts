import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { startTestApi, type TestApi } from '@umschlag/api/testing';
import { endExpiredDeliveries, purgeDelivery, recallDelivery, recordUnlimitedRange } from '@umschlag/core';
import { newId } from '@umschlag/std';
import { octetsOf, type SentDelivery, sentDelivery } from './transfer/delivery.ts';
import { droppedAfter, rawRequest, until } from './transfer/raw-request.ts';

let api: TestApi;
beforeAll(async () => {
  api = await startTestApi();
});
afterAll(() => api.close());

const SIZE = 3_000_000;
const octets = octetsOf(SIZE);
const send = (change: { downloadLimit?: number } = {}, content = octets) =>
  sentDelivery(api, [{ path: ['a.bin'], octets: content }], change);
const urlOf = (sent: SentDelivery) => `${api.url}/api/v1/links/${sent.tokens[0]}/files/${sent.fileIds[0]}`;
const range = (url: string, wanted: string) => rawRequest(url, { range: `bytes=${wanted}` });
const grantedUrl = async (sent: SentDelivery) => {
  const params = { token: sent.tokens[0]! };
  const { body } = await api.call('POST /api/v1/links/:token/claims', { params, body: { fileId: sent.fileIds[0]! } });
  return `${api.url}${body.path}`;
};
const rowsOf = (sent: SentDelivery, table: 'fetches' | 'fetch_progress') =>
  api.deps.database.db.selectFrom(table).selectAll().where('recipient_id', '=', sent.recipientIds[0]!).execute();
const statesOf = async (sent: SentDelivery) =>
  (await rowsOf(sent, 'fetches')).map((row) => ('state' in row ? row.state : undefined));
/** What is noted of a download in pieces; PostgreSQL writes it as `{[start,end),…}`. */
const piecesOf = async (sent: SentDelivery) =>
  (await rowsOf(sent, 'fetch_progress')).map((row) => ('octets' in row ? row.octets : ''))[0];
const receiptsOf = async (sent: SentDelivery) =>
  (
    await api.deps.database.db
      .selectFrom('mails')
      .select('id')
      .where('kind', '=', 'delivery-receipt')
      .where('subject_id', '=', sent.recipientIds[0]!)
      .execute()
  ).length;
/** What the sender reads. */
const shownFetches = async (sent: SentDelivery) => {
  const { body } = await api.call('GET /api/v1/deliveries/:id', {
    params: { id: sent.id },
    cookie: sent.sender.cookie,
  });
  return body.delivery.recipients[0]!.fetches.length;
};

describe('fetched means that every octet was delivered', () => {
  test('the last octet alone is no fetch, and the sender is told nothing', async () => {
    const sent = await send();
    for (const wanted of ['-1', '2999999-', '1-']) await range(urlOf(sent), wanted);
    await until(async () => (await piecesOf(sent)) === '{[1,3000000)}');
    expect([await statesOf(sent), await receiptsOf(sent), await shownFetches(sent)]).toEqual([[], 0, 0]);
    await range(urlOf(sent), '0-0');
    await until(async () => (await statesOf(sent)).length === 1);
    expect([await receiptsOf(sent), await shownFetches(sent), await piecesOf(sent)]).toEqual([1, 1, undefined]);
  });

  test('a download that is cut and goes on where it stopped is a fetch', async () => {
    const content = octetsOf(24 * 1024 ** 2);
    const sent = await send({}, content);
    const arrived = await droppedAfter(urlOf(sent), 5_000_000);
    expect(arrived).toBeLessThan(content.length);
    const rest = await range(urlOf(sent), `${arrived}-`);
    expect(rest.octets.equals(content.subarray(arrived))).toBe(true);
    await until(async () => (await statesOf(sent)).length === 1);
    expect([await statesOf(sent), await receiptsOf(sent)]).toEqual([['delivered'], 1]);
  });

  test('segments at once, in any order and overlapping, are one fetch', async () => {
    const sent = await send();
    const starts = Array.from({ length: 12 }, (_, index) => index * 250_000).reverse();
    await Promise.all(starts.map((start) => range(urlOf(sent), `${start}-${start + 260_000}`)));
    await until(async () => (await statesOf(sent)).length === 1);
    expect([await statesOf(sent), await receiptsOf(sent)]).toEqual([['delivered'], 1]);
  });

  test('a download in one go needs no notes on the way', async () => {
    const sent = await send();
    await rawRequest(urlOf(sent));
    await range(urlOf(sent), '0-');
    await until(async () => (await statesOf(sent)).length === 2);
    expect(await piecesOf(sent)).toBeUndefined();
  });

  test('single octets here and there fill no table: a thousand pieces at most are kept', async () => {
    const sent = await send();
    const file = { recipientId: sent.recipientIds[0]!, fileId: sent.fileIds[0]!, sizeBytes: SIZE };
    for (let at = 0; at < 1010; at++) {
      await recordUnlimitedRange(api.deps, newId(), { ...file, start: at * 10, end: at * 10 + 1 });
    }
    expect((await piecesOf(sent))!.split('),')).toHaveLength(1000);
    await recordUnlimitedRange(api.deps, newId(), { ...file, start: 0, end: SIZE - 1 });
    await recordUnlimitedRange(api.deps, newId(), { ...file, start: SIZE - 1, end: SIZE });
    expect(await statesOf(sent)).toEqual(['delivered']);
  });

  test('what was noted goes with the delivery', async () => {
    const sent = await send();
    await range(urlOf(sent), '0-9');
    await until(async () => (await piecesOf(sent)) !== undefined);
    await recallDelivery(api.deps, sent.sender.accountId, sent.id);
    await endExpiredDeliveries(api.deps);
    await purgeDelivery(api.deps, { deliveryId: sent.id });
    expect(await piecesOf(sent)).toBeUndefined();
  });
});

describe('with a limit', () => {
  test('the last octet alone uses the limit up, and is still no fetch', async () => {
    const sent = await send({ downloadLimit: 1 });
    const url = await grantedUrl(sent);
    await range(url, '-1');
    await until(async () => (await statesOf(sent))[0] === 'partial');
    expect([await receiptsOf(sent), await shownFetches(sent)]).toEqual([0, 0]);
    expect(JSON.parse((await rawRequest(url)).octets.toString()).error.code).toBe('download_limit_reached');
  });

  test('it becomes one when the rest is delivered, and counts once', async () => {
    const sent = await send({ downloadLimit: 2 });
    await range(await grantedUrl(sent), '2000000-');
    await until(async () => (await statesOf(sent))[0] === 'partial');
    await range(await grantedUrl(sent), '0-1999999');
    await until(async () => (await statesOf(sent))[0] === 'delivered');
    expect([await statesOf(sent), await receiptsOf(sent), await shownFetches(sent)]).toEqual([['delivered'], 1, 1]);
    const { body } = await api.call('GET /api/v1/links/:token', { params: { token: sent.tokens[0]! } });
    expect(body.delivery.files[0]!.fetchesLeft).toBe(1);
  });
});
