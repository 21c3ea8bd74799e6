import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { startTestApi, type TestApi, type TestSession } from '@umschlag/api/testing';
import { newDraft, newSender } from './transfer/delivery.ts';

let api: TestApi;
let sender: TestSession;

beforeAll(async () => {
  api = await startTestApi();
  sender = await newSender(api);
});
afterAll(() => api.close());

async function declareAt(id: string, name: string, position?: number): Promise<void> {
  const body = { path: [name], mediaType: '', sizeBytes: 1, ...(position === undefined ? {} : { position }) };
  const answer = await api.call('POST /api/v1/deliveries/:id/uploads', { params: { id }, cookie: sender.cookie, body });
  expect(answer.status).toBe(201);
}

async function filesOf(id: string): Promise<string[]> {
  const answer = await api.call('GET /api/v1/deliveries/:id', { params: { id }, cookie: sender.cookie });
  return answer.body.delivery.files.map(({ path, position }) => `${position} ${path!.join('/')}`);
}

describe('the order of a delivery’s files', () => {
  test('is the sender’s, however their declarations arrive', async () => {
    const id = await newDraft(api, sender);
    await Promise.all([4, 2, 0, 3, 1].map((position) => declareAt(id, `${position}.txt`, position)));
    expect(await filesOf(id)).toEqual([0, 1, 2, 3, 4].map((n) => `${n} ${n}.txt`));
  });

  test('without a wish is that of declaring; a place that is taken gives the next free one', async () => {
    const id = await newDraft(api, sender);
    await declareAt(id, 'a', 1);
    await declareAt(id, 'b');
    await declareAt(id, 'c', 1);
    await declareAt(id, 'd', 0);
    expect(await filesOf(id)).toEqual(['0 d', '1 a', '2 b', '3 c']);
  });
});
