import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { startTestApi, type TestApi } from '@umschlag/api/testing';
import { deleteObjects, discardAbandoned } from '@umschlag/core';
import { DAY_MS } from '@umschlag/std';
import { addFile, type Begun, begin, inbox, openEntrance, send } from './entrance.ts';
import { findLeftovers, keysOf, NOTHING_LEFT } from './leftovers.ts';
import { pdfOf } from './pdf.ts';

let api: TestApi;
beforeAll(async () => {
  api = await startTestApi();
});
afterAll(() => api.close());

const COUNT = 80;
const LIMIT = 40;

/** All of what one person does, beside all others; a server that is too busy is asked again. */
async function submitAll(token: string, email: { email?: string }): Promise<{ begun: Begun; code: string | number }> {
  const begun = await begin(api, { token });
  await addFile(api, begun, { path: ['Bescheid.pdf'], octets: pdfOf(30_000) });
  for (;;) {
    const { status, code } = await send(api, begun, email);
    if (code !== 'service_unavailable') return { begun, code: code ?? status };
  }
}

async function receiptNumber({ token }: Begun): Promise<string> {
  const answer = await api.call('GET /api/v1/submissions/:token/receipt', { params: { token }, query: { as: 'jws' } });
  const jws = new TextDecoder().decode(answer.octets);
  const checked = await api.call('POST /api/v1/receipts/check', { body: { jws } });
  expect(checked.body.isGenuine).toBe(true);
  return JSON.parse(Buffer.from(jws.split('.')[1]!, 'base64url').toString('utf8')).number;
}

test('many who submit at once leave nothing behind: no row, object or place without a submission, and a receipt each', async () => {
  const entrance = await openEntrance(api, { maxSubmissions: LIMIT, documents: [] });
  // Every other one wants the receipt by mail as well: as many as may from one network.
  const emailOf = (index: number) => (index % 2 === 0 ? { email: `${index}@example.org` } : {});
  const ended = await Promise.all(Array.from({ length: COUNT }, (_, at) => submitAll(entrance.token, emailOf(at))));
  const accepted = ended.filter(({ code }) => code === 200);
  const refused = ended.filter(({ code }) => code === 'submissions_full');
  expect([accepted.length, refused.length]).toEqual([LIMIT, COUNT - LIMIT]);
  expect(await findLeftovers(api.deps)).toEqual(NOTHING_LEFT);
  const numbers = await Promise.all(accepted.map(({ begun }) => receiptNumber(begun)));
  expect(new Set(numbers).size).toBe(LIMIT);

  // Of those who were refused some throw away what they have, and the others do nothing more.
  const [thrownAway, abandoned] = [refused.slice(0, LIMIT / 2), refused.slice(LIMIT / 2)];
  for (const { begun } of thrownAway) {
    expect((await api.call('DELETE /api/v1/submissions/:token', { params: { token: begun.token } })).status).toBe(204);
  }
  api.clock.advanceMs(7 * DAY_MS);
  expect(await discardAbandoned(api.deps)).toBe(abandoned.length);
  await deleteObjects(api.deps);
  expect(await findLeftovers(api.deps)).toEqual(NOTHING_LEFT);
  expect(await keysOf(api.deps.store.list())).toHaveLength(LIMIT);
  expect(await inbox(api, entrance)).toHaveLength(LIMIT);
});

test('what is left behind is found: an object, a multipart upload, a place and a half-sent draft', async () => {
  const { store, database } = api.deps;
  const entrance = await openEntrance(api, { documents: [] });
  const draft = await begin(api, entrance);
  await addFile(api, draft, { path: ['a.pdf'], octets: pdfOf(10) });
  async function* octets() {
    yield Buffer.from('x');
  }
  await store.put('deliveries/a/b', octets(), { sizeBytes: 1 });
  const multipartId = await store.createMultipart('deliveries/a/c', { totalSizeBytes: 1 });
  await database.transaction(async (tx) => {
    await tx.updateTable('upload_links').set({ accepted_count: 1 }).where('id', '=', entrance.id).execute();
    await tx
      .updateTable('delivery_files')
      .set({ review_state: 'received' })
      .where('delivery_id', '=', draft.id)
      .execute();
  });
  expect(await findLeftovers(api.deps)).toEqual({
    ...NOTHING_LEFT,
    draftsHalfSent: [draft.id],
    objectsWithoutFile: ['deliveries/a/b'],
    multiparts: ['deliveries/a/c'],
    placesMiscounted: [entrance.id],
  });
  await store.abortMultipart('deliveries/a/c', multipartId);
  await store.deleteMany(['deliveries/a/b']);
});
