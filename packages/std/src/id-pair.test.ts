import { expect, test } from '@jest/globals';
import { newId, packIds, unpackIds } from './index.ts';

test('two ids are 43 characters of a link, and come back as they were', () => {
  const pairs = [
    ['00000000-0000-0000-0000-000000000000', 'ffffffff-ffff-ffff-ffff-ffffffffffff'],
    ...Array.from({ length: 200 }, () => [newId(), newId()]),
  ] as [string, string][];
  for (const pair of pairs) {
    const packed = packIds(...pair);
    expect(packed).toMatch(/^[A-Za-z0-9_-]{43}$/);
    expect(unpackIds(packed)).toEqual(pair);
  }
});

test.each([
  ['nothing', ''],
  ['one character less', 'A'.repeat(42)],
  ['one character more', 'A'.repeat(44)],
  ['another alphabet', `${'A'.repeat(42)}+`],
  // The last two bits stand for nothing.
  ['another spelling of the same', `${'A'.repeat(42)}B`],
])('%s is no pair of ids', (_, text) => {
  expect(unpackIds(text)).toBeUndefined();
});
