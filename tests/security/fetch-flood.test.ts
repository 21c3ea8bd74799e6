import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { startTestApi, type TestApi } from '@umschlag/api/testing';
import { recordFetch } from '@umschlag/core';
import { newId } from '@umschlag/std';
import { octetsOf, sentDelivery } from '../invariants/transfer/delivery.ts';

let api: TestApi;
beforeAll(async () => {
  api = await startTestApi();
});
afterAll(() => api.close());

test('whoever asks for the last octet without end fills neither the table nor the sender’s page', async () => {
  const sent = await sentDelivery(api, [{ path: ['a.bin'], octets: octetsOf(10) }], {});
  const fetch = { recipientId: sent.recipientIds[0]!, fileId: sent.fileIds[0]! };
  for (let round = 0; round < 13; round++) {
    await Promise.all(Array.from({ length: 10 }, () => recordFetch(api.deps, { fetchId: newId(), ...fetch })));
  }
  const rows = await api.deps.database.db
    .selectFrom('fetches')
    .select('id')
    .where('recipient_id', '=', fetch.recipientId)
    .execute();
  expect(rows).toHaveLength(100);
});
