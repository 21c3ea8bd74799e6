import { expect, test } from '@jest/globals';
import { backoffMs } from './backoff.ts';

test('waits double from half a second and never exceed thirty', () => {
  expect([1, 2, 3, 4, 7, 8, 60].map((attempt) => backoffMs(attempt, 1))).toEqual([
    500, 1000, 2000, 4000, 30_000, 30_000, 30_000,
  ]);
});

test('jitter never shortens a wait below its half', () => {
  expect(backoffMs(3, 0)).toBe(1000);
  expect(backoffMs(60, 0)).toBe(15_000);
});
