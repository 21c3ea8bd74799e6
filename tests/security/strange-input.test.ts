import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { startTestApi, type TestApi } from '@umschlag/api/testing';
import { octetsOf, sentDelivery } from '../invariants/transfer/delivery.ts';

let api: TestApi;
beforeAll(async () => {
  api = await startTestApi();
});
afterAll(() => api.close());

const session = async () => api.signInAs(await api.createCaseworker());

test('an address with NUL is a wrong sign-in and no trouble of ours', async () => {
  const body = { email: 'a\u0000b', password: 'x' };
  expect((await api.call('POST /api/v1/session/password', { body })).code).toBe('sign_in_failed');
});

test('control characters in a name are taken out', async () => {
  const { cookie } = await session();
  const changed = await api.call('PATCH /api/v1/account', { cookie, body: { displayName: ' Eri\u0000\r\nka\u0007 ' } });
  expect([changed.status, changed.body.account?.displayName]).toEqual([200, 'Eri ka']);
  const named = await api.call('POST /api/v1/api-tokens', { cookie, body: { name: '\u0000', validDays: 1 } });
  expect([named.status, named.body.apiToken?.name]).toEqual([201, 'API']);
});

test('a cursor that was made up is refused', async () => {
  const { cookie } = await session();
  const cursor = Buffer.from(`2026-11-02T09:00:00.000Z ${'-'.repeat(36)}`).toString('base64url');
  expect((await api.call('GET /api/v1/deliveries', { cookie, query: { cursor } })).code).toBe('invalid_request');
});

test('an end at a leap second is refused', async () => {
  const sent = await sentDelivery(api, [{ path: ['a.bin'], octets: octetsOf(10) }], {});
  const moved = await api.call('PATCH /api/v1/deliveries/:id/expiry', {
    params: { id: sent.id },
    cookie: sent.sender.cookie,
    body: { expiresAt: '2026-11-30T23:59:60Z' },
  });
  expect(moved.code).toBe('expiry_out_of_policy');
});
