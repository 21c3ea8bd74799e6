import { get, type IncomingMessage } from 'node:http';
import { setTimeout as passes } from 'node:timers/promises';
import { afterEach, expect, test } from '@jest/globals';
import { startTestApi, type TestApi } from '@umschlag/api/testing';
import { octetsOf, type SentDelivery, sentDelivery } from '../invariants/transfer/delivery.ts';
import { heldDownload, rawRequest, until } from '../invariants/transfer/raw-request.ts';
import { openWatchedStore, type WatchedStore } from '../invariants/transfer/watched-store.ts';

/** More than the buffers of the kernel between a server and a client that does not read. */
const octets = octetsOf(24 * 1024 ** 2);
const FAR_AWAY_MS = 3_600_000;

let api: TestApi;
let watched: WatchedStore;
async function start(
  limits: { perLink: number; total: number; stalledMs: number; perNetwork?: number },
  trustedProxies = 0,
): Promise<void> {
  const downloadLimits = { perNetwork: limits.total, ...limits };
  watched = await openWatchedStore();
  api = await startTestApi({ store: watched.store, downloadLimits, trustedProxies });
}
afterEach(async () => {
  await api.close();
  await watched.close();
});

const send = () => sentDelivery(api, [{ path: ['a.bin'], octets }], {});
const fileUrl = (sent: SentDelivery) => `${api.url}/api/v1/links/${sent.tokens[0]}/files/${sent.fileIds[0]}`;
const archiveUrl = (sent: SentDelivery) => `${api.url}/api/v1/links/${sent.tokens[0]}/archive`;
const by = (address: string | undefined): Record<string, string> =>
  address === undefined ? {} : { 'x-forwarded-for': address };
/** The answer to a wish for a few octets, in short. */
async function ask(url: string, from?: string) {
  const { status, headers, octets: body } = await rawRequest(url, { range: 'bytes=0-9', ...by(from) });
  return status === 429
    ? [status, JSON.parse(body.toString()).error.code, headers['retry-after']]
    : [status, body.length];
}
const REFUSED = [429, 'too_many_requests', '10'];
const SERVED = [206, 10];

test('one link cannot take every download of the server, and all links together have an end too', async () => {
  await start({ perLink: 3, total: 5, stalledMs: FAR_AWAY_MS });
  const [one, other, third] = [await send(), await send(), await send()];
  const held = await Promise.all([fileUrl(one), fileUrl(one), archiveUrl(one)].map((url) => heldDownload(url)));
  expect(await ask(fileUrl(one))).toEqual(REFUSED);
  expect(await ask(archiveUrl(one))).toEqual(REFUSED);
  expect(await ask(fileUrl(other))).toEqual(SERVED);
  held.push(await heldDownload(fileUrl(other)), await heldDownload(fileUrl(other)));
  expect(await ask(fileUrl(third))).toEqual(REFUSED);
  held[0]!.drop();
  await until(async () => (await ask(fileUrl(third)))[0] === 206);
  expect(await ask(fileUrl(one))).toEqual(SERVED);
  for (const one of held) one.drop();
});

test('one network cannot take every download of the server, with however many links and addresses of its own', async () => {
  await start({ perLink: 2, perNetwork: 3, total: 9, stalledMs: FAR_AWAY_MS }, 1);
  const [one, other] = [await send(), await send()];
  const hold = (url: string, from: string) => heldDownload(url, by(from));
  const held = [
    await hold(fileUrl(one), '2001:db8:0:1::1'),
    await hold(archiveUrl(one), '2001:db8:0:2::1'),
    await hold(fileUrl(other), '2001:db8:0:ffff::9'),
  ];
  expect(await ask(fileUrl(other), '2001:db8:0:3::1')).toEqual(REFUSED);
  expect(await ask(archiveUrl(other), '2001:db8::1')).toEqual(REFUSED);
  expect(await ask(fileUrl(other), '2001:db8:1::1')).toEqual(SERVED);
  expect(await ask(fileUrl(other), '203.0.113.9')).toEqual(SERVED);
  held[0]!.drop();
  await until(async () => (await ask(fileUrl(other), '2001:db8:0:3::1'))[0] === 206);
  for (const one of held) one.drop();
});

test('a stranger does not learn that a link is busy', async () => {
  await start({ perLink: 1, total: 1, stalledMs: FAR_AWAY_MS });
  const sent = await send();
  const held = await heldDownload(fileUrl(sent));
  const unknown = fileUrl(sent).replace(sent.tokens[0]!, 'A'.repeat(sent.tokens[0]!.length));
  expect((await rawRequest(unknown)).status).toBe(404);
  expect(await ask(fileUrl(sent))).toEqual(REFUSED);
  held.drop();
});

test('what has no octets needs no place: HEAD, 304 and 416 are answered while all are taken', async () => {
  await start({ perLink: 1, total: 1, stalledMs: FAR_AWAY_MS });
  const sent = await send();
  const { etag } = (await rawRequest(fileUrl(sent), {}, 'HEAD')).headers;
  const held = await heldDownload(fileUrl(sent));
  expect(await ask(fileUrl(sent))).toEqual(REFUSED);
  expect((await rawRequest(fileUrl(sent), {}, 'HEAD')).status).toBe(200);
  expect((await rawRequest(archiveUrl(sent), {}, 'HEAD')).status).toBe(200);
  expect((await rawRequest(fileUrl(sent), { 'if-none-match': etag! })).status).toBe(304);
  expect((await rawRequest(fileUrl(sent), { range: 'bytes=99999999-' })).status).toBe(416);
  held.drop();
});

test('whatever becomes of a response, its place comes back', async () => {
  await start({ perLink: 1, total: 1, stalledMs: FAR_AWAY_MS });
  const sent = await send();
  const url = fileUrl(sent);
  const { etag } = (await rawRequest(url, {}, 'HEAD')).headers;
  const ways = [
    () => rawRequest(url, {}, 'HEAD'),
    () => rawRequest(url, { 'if-none-match': etag! }),
    () => rawRequest(url, { range: 'bytes=99999999-' }),
    () => rawRequest(archiveUrl(sent)),
    async () => (await heldDownload(url)).drop(),
    async () => {
      const asked = get(url, { agent: false }).on('error', () => {});
      await new Promise((resolve) => asked.once('socket', resolve));
      asked.destroy();
    },
  ];
  for (const way of ways) {
    await way();
    await until(async () => (await ask(url))[0] === 206);
  }
  watched.onRead = async () => {
    throw new Error('the disk has gone');
  };
  expect((await rawRequest(url)).status).toBe(500);
  watched.onRead = async () => {};
  await until(async () => (await ask(url))[0] === 206);
});

test('a download that takes nothing any more is ended, and goes on later with a range', async () => {
  await start({ perLink: 64, total: 64, stalledMs: 500 });
  const sent = await send();
  const held = await heldDownload(fileUrl(sent));
  await until(async () => watched.reading() === 0);
  const begun = await held.rest();
  expect([begun.status, begun.isComplete]).toEqual([200, false]);
  const rest = await rawRequest(fileUrl(sent), { range: `bytes=${begun.octets.length}-` });
  expect(rest.status).toBe(206);
  expect(Buffer.concat([begun.octets, rest.octets]).equals(octets)).toBe(true);
});

test('a download that is slow but takes what comes is left alone, and so is one whose storage is slow', async () => {
  const stalledMs = 1000;
  await start({ perLink: 64, total: 64, stalledMs });
  const sent = await send();
  const answer = await new Promise<IncomingMessage>((resolve) => get(fileUrl(sent), { agent: false }, resolve));
  let arrived = 0;
  const begunAt = performance.now();
  for await (const piece of answer) {
    arrived += piece.length;
    // Its pace is what is tried here: some three times as long as a connection may take nothing.
    await passes((piece.length / octets.length) * 3 * stalledMs);
  }
  expect([arrived, performance.now() - begunAt > 2 * stalledMs]).toEqual([octets.length, true]);
  let isSlow = true;
  watched.onRead = async () => {
    if (isSlow) await passes(2 * stalledMs);
    isSlow = false;
  };
  expect((await rawRequest(fileUrl(sent))).isComplete).toBe(true);
});
