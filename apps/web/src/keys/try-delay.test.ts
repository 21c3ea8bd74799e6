import { expect, test } from '@jest/globals';
import { tryDelayMs } from './try-delay.ts';

test('two wrong secrets cost nothing; then each costs twice as much, up to a minute', () => {
  const delays = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 1000].map(tryDelayMs);
  expect(delays).toEqual([0, 0, 0, 2000, 4000, 8000, 16_000, 32_000, 60_000, 60_000, 60_000]);
});
