import { expect, test } from '@jest/globals';
import { pathOf } from './path.ts';

test('names are filled in and encoded, so that a value cannot leave its segment', () => {
  expect(pathOf('GET /api/v1/links/:token/files/:fileId', { token: 'a/../b', fileId: 7 })).toBe(
    '/api/v1/links/a%2F..%2Fb/files/7',
  );
});

test('a query leaves out what is undefined', () => {
  expect(pathOf('GET /api/v1/deliveries', {}, { state: 'draft', cursor: undefined, limit: 50 })).toBe(
    '/api/v1/deliveries?state=draft&limit=50',
  );
});
