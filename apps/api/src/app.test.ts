import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { BlobStore } from '@umschlag/storage';
import { startTestApi, type TestApi } from './testing/index.ts';

let api: TestApi;
beforeAll(async () => {
  api = await startTestApi({ store: {} as BlobStore });
});
afterAll(() => api?.close());

describe('the server', () => {
  test('answers health', async () => {
    const answer = await api.call('GET /api/v1/health');
    expect(answer.body).toEqual({ status: 'ok' });
    expect(answer.status).toBe(200);
  });
  test('serves its description', async () => {
    const answer = await api.request('GET', '/api/openapi.json');
    expect(answer.body.openapi).toBe('3.1.0');
  });
  test('an unknown address below /api is a problem', async () => {
    expect((await api.request('GET', '/api/v1/nothing')).code).toBe('not_found');
    expect((await api.request('PUT', '/api/v1/health')).code).toBe('method_not_allowed');
  });
});
