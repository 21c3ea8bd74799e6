import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { startTestApi, type TestApi } from '@umschlag/api/testing';
import { octetsOf, type SentDelivery, sentDelivery } from '../invariants/transfer/delivery.ts';
import { type RawAnswer, rawRequest, until } from '../invariants/transfer/raw-request.ts';

let api: TestApi;
beforeAll(async () => {
  api = await startTestApi();
});
afterAll(() => api.close());

/** More than the hundred fetches that are written down. */
const TRIES = 130;

const send = () => sentDelivery(api, [{ path: ['a.bin'], octets: octetsOf(10) }]);
const urlOf = (sent: SentDelivery) => `${api.url}/api/v1/links/${sent.tokens[0]}/files/${sent.fileIds[0]}`;
const rowsOf = async (sent: SentDelivery, table: 'fetches' | 'fetch_progress') =>
  (
    await api.deps.database.db
      .selectFrom(table)
      .select('file_id')
      .where('recipient_id', '=', sent.recipientIds[0]!)
      .execute()
  ).length;
/** What the sender reads. */
const shownFetches = async (sent: SentDelivery) => {
  const { cookie } = sent.sender;
  const { body } = await api.call('GET /api/v1/deliveries/:id', { params: { id: sent.id }, cookie });
  return body.delivery.recipients[0]!.fetches.length;
};
/** Asks ten at a time. */
async function askOften(ask: () => Promise<RawAnswer>): Promise<void> {
  for (let done = 0; done < TRIES; done += 10) {
    const answers = await Promise.all(Array.from({ length: 10 }, ask));
    expect(answers.every((answer) => answer.isComplete)).toBe(true);
  }
}
/** An answer is over for its reader before it is recorded; the record of this one comes after those before it. */
async function afterRecords(): Promise<void> {
  const sent = await send();
  await rawRequest(urlOf(sent));
  await until(async () => (await rowsOf(sent, 'fetches')) === 1);
}

test('whoever asks for the last octet without end fills neither the table nor the sender’s page', async () => {
  const sent = await send();
  await askOften(() => rawRequest(urlOf(sent), { range: 'bytes=-1' }));
  await afterRecords();
  expect([await rowsOf(sent, 'fetches'), await rowsOf(sent, 'fetch_progress')]).toEqual([0, 1]);
  expect(await shownFetches(sent)).toBe(0);
});

test('nor does whoever fetches all of it without end, as a file or as an archive: the first hundred are kept', async () => {
  const urls = [urlOf, (sent: SentDelivery) => `${api.url}/api/v1/links/${sent.tokens[0]}/archive`];
  for (const url of urls) {
    const sent = await send();
    await askOften(() => rawRequest(url(sent)));
    await until(async () => (await rowsOf(sent, 'fetches')) >= 100);
    await afterRecords();
    expect([await rowsOf(sent, 'fetches'), await shownFetches(sent)]).toEqual([100, 100]);
  }
});
