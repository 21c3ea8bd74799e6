import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { startTestApi, type TestApi } from '@umschlag/api/testing';
import { claimFetch, type Deps, recordLimitedEnd, releaseFetch, releaseStaleClaims } from '@umschlag/core';
import { DAY_MS, MINUTE_MS, newId } from '@umschlag/std';
import { octetsOf, type SentDelivery, sentDelivery } from './transfer/delivery.ts';
import { heldDownload, nextAnswerEnd, rawRequest, until } from './transfer/raw-request.ts';
import { openWatchedStore, type WatchedStore } from './transfer/watched-store.ts';

let api: TestApi;
let watched: WatchedStore;
const octets = octetsOf(3_000_000);

/** Called once, after the next transaction, whose caller goes on when it is done. */
let afterTransaction: (() => Promise<void>) | undefined;

/** The real database, which can be made to answer late. */
function watchedDatabase(deps: Deps): Deps {
  const transaction: Deps['database']['transaction'] = async (work) => {
    const result = await deps.database.transaction(work);
    const act = afterTransaction;
    afterTransaction = undefined;
    await act?.();
    return result;
  };
  return { ...deps, database: { db: deps.database.db, transaction } };
}

beforeAll(async () => {
  watched = await openWatchedStore();
  api = await startTestApi({ store: watched.store, wrap: watchedDatabase });
});
afterAll(async () => {
  await api.close();
  await watched.close();
});

const limited = (downloadLimit: number, content = octets) =>
  sentDelivery(api, [{ path: ['a.bin'], octets: content }], { downloadLimit });
const claim = (sent: SentDelivery) =>
  api.call('POST /api/v1/links/:token/claims', {
    params: { token: sent.tokens[0]! },
    body: { fileId: sent.fileIds[0]! },
  });
const grantedUrl = async (sent: SentDelivery) => `${api.url}${(await claim(sent)).body.path}`;
const plainUrl = (sent: SentDelivery) => `${api.url}/api/v1/links/${sent.tokens[0]}/files/${sent.fileIds[0]}`;
const countOf = async (sent: SentDelivery) => {
  const where = { recipient: sent.recipientIds[0]!, file: sent.fileIds[0]! };
  const row = await api.deps.database.db
    .selectFrom('fetch_counts')
    .select('count')
    .where('recipient_id', '=', where.recipient)
    .where('file_id', '=', where.file)
    .executeTakeFirst();
  return row?.count ?? 0;
};
const statesOf = async (sent: SentDelivery) =>
  (
    await api.deps.database.db
      .selectFrom('fetches')
      .select('state')
      .where('recipient_id', '=', sent.recipientIds[0]!)
      .execute()
  ).map((row) => row.state);
const fetchesLeft = async (sent: SentDelivery) => {
  const { body } = await api.call('GET /api/v1/links/:token', { params: { token: sent.tokens[0]! } });
  return body.delivery.files[0]!.fetchesLeft;
};
const codeOf = (answer: { octets: Buffer }) => JSON.parse(answer.octets.toString()).error.code;

describe('a limited number of downloads', () => {
  test('what a link scanner does uses nothing up: GET, HEAD, claims, and every octet but the last', async () => {
    const sent = await limited(1);
    for (let count = 0; count < 20; count++) {
      const [get, head] = [await rawRequest(plainUrl(sent)), await rawRequest(plainUrl(sent), {}, 'HEAD')];
      expect([get.status, codeOf(get), head.status]).toEqual([403, 'download_claim_required', 403]);
      const url = await grantedUrl(sent);
      expect((await rawRequest(url, {}, 'HEAD')).status).toBe(200);
      expect((await rawRequest(url, { range: 'bytes=0-2999998' })).octets).toHaveLength(2_999_999);
    }
    expect([await countOf(sent), await fetchesLeft(sent), await statesOf(sent)]).toEqual([0, 1, []]);
  });

  test('with a limit of 1, fifty requests at once give the whole file to one of them, and count once', async () => {
    const sent = await limited(1);
    const urls = await Promise.all(Array.from({ length: 50 }, () => grantedUrl(sent)));
    const answers = await Promise.all(urls.map((url) => rawRequest(url)));
    const whole = answers.filter((answer) => answer.isComplete && answer.octets.equals(octets));
    expect(whole).toHaveLength(1);
    expect(answers.filter((answer) => answer.octets.length >= octets.length)).toHaveLength(1);
    await until(async () => (await statesOf(sent)).includes('delivered'));
    expect([await countOf(sent), await statesOf(sent), await fetchesLeft(sent)]).toEqual([1, ['delivered'], 0]);
    expect((await claim(sent)).code).toBe('download_limit_reached');
    expect(codeOf(await rawRequest(urls[0]!))).toMatch(/download_limit_reached|download_claim_required/);
  });

  test('the same for one grant shared by fifty, and for a file of one piece and of none', async () => {
    for (const content of [octets, octetsOf(10), octetsOf(0)]) {
      const sent = await limited(1, content);
      const url = await grantedUrl(sent);
      const answers = await Promise.all(Array.from({ length: 50 }, () => rawRequest(url)));
      expect(answers.filter((answer) => answer.isComplete && answer.status === 200)).toHaveLength(1);
      await until(async () => (await statesOf(sent)).includes('delivered'));
      expect([await countOf(sent), await statesOf(sent)]).toEqual([1, ['delivered']]);
    }
  });

  test('a grant resumes after cuts and ends with the last octet', async () => {
    const sent = await limited(2);
    const url = await grantedUrl(sent);
    const held = await heldDownload(url);
    held.drop();
    const first = await rawRequest(url, { range: 'bytes=0-1499999' });
    const rest = await rawRequest(url, { range: 'bytes=1500000-' });
    expect(Buffer.concat([first.octets, rest.octets]).equals(octets)).toBe(true);
    await until(async () => (await statesOf(sent)).includes('delivered'));
    expect(await countOf(sent)).toBe(1);
    expect(codeOf(await rawRequest(url, { range: 'bytes=0-9' }))).toBe('download_claim_required');
    const again = await rawRequest(await grantedUrl(sent));
    expect([again.status, again.octets.length]).toEqual([200, octets.length]);
    await until(async () => (await countOf(sent)) === 2);
    expect((await claim(sent)).code).toBe('download_limit_reached');
  });

  test('a connection that dies with the last octets on their way gives its claim back', async () => {
    const content = octetsOf(300_000);
    const sent = await limited(1, content);
    const url = await grantedUrl(sent);
    const { promise: hasDied, resolve: died } = Promise.withResolvers<void>();
    // The claim is in the database, and the last piece is about to leave.
    afterTransaction = () => hasDied;
    const ended = nextAnswerEnd(api.app.server);
    const held = await heldDownload(url);
    await until(async () => (await countOf(sent)) === 1);
    expect(await statesOf(sent)).toEqual(['claimed']);
    held.drop();
    await ended;
    died();
    await until(async () => (await countOf(sent)) === 0);
    const answer = await rawRequest(url);
    expect([answer.isComplete, answer.octets.equals(content)]).toEqual([true, true]);
  });

  test('one that dies before its last octets makes no claim', async () => {
    const big = octetsOf(24 * 1024 ** 2);
    const sent = await limited(1, big);
    const url = await grantedUrl(sent);
    const tail = await heldDownload(url, { range: 'bytes=12000000-' });
    tail.drop();
    await until(async () => watched.reading() === 0);
    const answer = await rawRequest(url);
    expect([answer.isComplete, answer.octets.length]).toEqual([true, big.length]);
  });

  test('a claim given back leaves the limit and the grant as they were', async () => {
    const sent = await limited(1);
    const fetch = { fetchId: newId(), recipientId: sent.recipientIds[0]!, fileId: sent.fileIds[0]!, downloadLimit: 1 };
    for (let round = 0; round < 3; round++) {
      await claimFetch(api.deps, fetch);
      await expect(claimFetch(api.deps, { ...fetch, fetchId: newId() })).rejects.toThrow('as often as');
      await Promise.all([1, 2, 3].map(() => releaseFetch(api.deps, fetch)));
      expect(await countOf(sent)).toBe(0);
    }
    await claimFetch(api.deps, fetch);
    await recordLimitedEnd(api.deps, fetch, { ...fetch, sizeBytes: octets.length, start: 0, end: octets.length });
    await releaseFetch(api.deps, fetch);
    expect([await countOf(sent), await statesOf(sent)]).toEqual([1, ['delivered']]);
  });

  test('a claim left by a crash comes back after ten minutes, and not before', async () => {
    const sent = await limited(1);
    const fetch = { fetchId: newId(), recipientId: sent.recipientIds[0]!, fileId: sent.fileIds[0]!, downloadLimit: 1 };
    await claimFetch(api.deps, fetch);
    expect((await claim(sent)).code).toBe('download_limit_reached');
    api.clock.advanceMs(9 * MINUTE_MS);
    expect(await releaseStaleClaims(api.deps)).toBe(0);
    api.clock.advanceMs(2 * MINUTE_MS);
    expect(await releaseStaleClaims(api.deps)).toBe(1);
    expect(await releaseStaleClaims(api.deps)).toBe(0);
    expect([await countOf(sent), (await claim(sent)).status]).toEqual([0, 201]);
  });

  test('a claim that was given back as left behind counts after all when its octets turn out to be delivered', async () => {
    const sent = await limited(1);
    const fetch = { fetchId: newId(), recipientId: sent.recipientIds[0]!, fileId: sent.fileIds[0]!, downloadLimit: 1 };
    const whole = { ...fetch, sizeBytes: octets.length, start: 0, end: octets.length };
    await claimFetch(api.deps, fetch);
    api.clock.advanceMs(11 * MINUTE_MS);
    expect(await releaseStaleClaims(api.deps)).toBe(1);
    for (let round = 0; round < 3; round++) await recordLimitedEnd(api.deps, fetch, whole);
    expect([await countOf(sent), await statesOf(sent)]).toEqual([1, ['delivered']]);
    expect((await claim(sent)).code).toBe('download_limit_reached');
  });

  test('a grant is worth nothing for another recipient or file, altered, or after a day', async () => {
    const sent = await limited(1);
    const other = await limited(1);
    const { grant } = (await claim(sent)).body;
    const ask = (delivery: SentDelivery, with_: string) =>
      rawRequest(`${plainUrl(delivery)}?grant=${encodeURIComponent(with_)}`);
    expect(codeOf(await ask(other, grant))).toBe('not_found');
    expect(codeOf(await ask(sent, `${grant}x`))).toBe('not_found');
    api.clock.advanceMs(DAY_MS + 1000);
    expect(codeOf(await ask(sent, grant))).toBe('token_expired');
    api.clock.advanceMs(-DAY_MS - 1000);
  });

  test('each recipient has a limit of their own, and there is no archive', async () => {
    const recipients = ['a@example.org', 'b@example.org'];
    const sent = await sentDelivery(api, [{ path: ['a'], octets: octetsOf(5) }], { downloadLimit: 1, recipients });
    for (const token of sent.tokens) {
      const { body } = await api.call('POST /api/v1/links/:token/claims', {
        params: { token },
        body: { fileId: sent.fileIds[0]! },
      });
      expect((await rawRequest(`${api.url}${body.path}`)).octets).toHaveLength(5);
      const archive = await rawRequest(`${api.url}/api/v1/links/${token}/archive`);
      expect(codeOf(archive)).toBe('download_claim_required');
    }
  });
});

describe('the storage behind downloads', () => {
  test('is left at once when the recipient goes, without a limit as well', async () => {
    const sent = await sentDelivery(api, [{ path: ['a'], octets: octetsOf(24 * 1024 ** 2) }]);
    const held = await Promise.all([1, 2, 3].map(() => heldDownload(plainUrl(sent))));
    expect(watched.reading()).toBe(3);
    for (const one of held) one.drop();
    await until(async () => watched.reading() === 0);
  });

  test('that fails in the middle ends the connection, and the file never looks complete', async () => {
    const sent = await sentDelivery(api, [{ path: ['a'], octets: octetsOf(24 * 1024 ** 2) }]);
    let pieces = 0;
    watched.onRead = async () => {
      pieces += 1;
      if (pieces > 20) throw new Error('the disk has gone');
    };
    const answer = await rawRequest(plainUrl(sent));
    watched.onRead = async () => {};
    expect([answer.status, answer.isComplete]).toEqual([200, false]);
    expect(await statesOf(sent)).toEqual([]);
  });
});
