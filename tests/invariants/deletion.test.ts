import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { startTestApi, type TestApi } from '@umschlag/api/testing';
import {
  deleteObjects,
  endExpiredDeliveries,
  purgeDelivery,
  purgeLeftBehind,
  recallDelivery,
  sweepObjects,
} from '@umschlag/core';
import { DAY_MS, MINUTE_MS } from '@umschlag/std';
import { octetsOf, type SentDelivery, sentDelivery } from './transfer/delivery.ts';

let api: TestApi;
beforeAll(async () => {
  api = await startTestApi();
});
afterAll(() => api.close());

const send = () => sentDelivery(api, [{ path: ['a'], octets: octetsOf(10) }], { expiryDays: 1 });
const objectOf = (sent: SentDelivery) => api.deps.store.head(`deliveries/${sent.id}/${sent.fileIds[0]}`);

test('the objects of an ended delivery go even when its job got lost, recalled or expired', async () => {
  const [recalled, expired, active] = [await send(), await send(), await send()];
  await recallDelivery(api.deps, recalled.sender.accountId, recalled.id);
  await api.deps.database.transaction((tx) =>
    tx.updateTable('deliveries').set({ expires_at: api.clock.now() }).where('id', '=', expired.id).execute(),
  );
  await endExpiredDeliveries(api.deps);
  // The jobs are enqueued, and nobody runs them. The sweep is no help: the files are still listed.
  await sweepObjects({ ...api.deps, clock: { now: () => new Date(Date.now() + 3 * DAY_MS) } });
  await deleteObjects(api.deps);
  expect(await objectOf(recalled)).toBeDefined();
  expect(await purgeLeftBehind(api.deps)).toBe(0);
  api.clock.advanceMs(10 * MINUTE_MS);
  expect(await purgeLeftBehind(api.deps)).toBe(2);
  await deleteObjects(api.deps);
  expect([await objectOf(recalled), await objectOf(expired)]).toEqual([undefined, undefined]);
  expect(await objectOf(active)).toBeDefined();
  expect(await purgeLeftBehind(api.deps)).toBe(0);
});

test('a delivery whose job has run is not taken up again', async () => {
  const sent = await send();
  await recallDelivery(api.deps, sent.sender.accountId, sent.id);
  await purgeDelivery(api.deps, { deliveryId: sent.id });
  api.clock.advanceMs(10 * MINUTE_MS);
  expect(await purgeLeftBehind(api.deps)).toBe(0);
});
