import { expect, test } from '@jest/globals';
import { firstOctets } from './first-octets.ts';

/** Pieces of three octets, counted. */
function source(pieces: number) {
  const seen = { given: 0, isEnded: false };
  const octets = (async function* () {
    try {
      for (let n = 0; n < pieces; n += 1) {
        seen.given += 1;
        yield Uint8Array.of(3 * n, 3 * n + 1, 3 * n + 2);
      }
    } finally {
      seen.isEnded = true;
    }
  })();
  return { octets, seen };
}

test.each([
  [1, [0]],
  [3, [0, 1, 2]],
  [4, [0, 1, 2, 3]],
  [6, [0, 1, 2, 3, 4, 5]],
  [7, [0, 1, 2, 3, 4, 5]],
])('of six octets with at most %i: %j', async (max, expected) => {
  expect([...(await firstOctets(source(2).octets, max))]).toEqual(expected);
});

test('no more is asked for than is wanted, and the source is ended', async () => {
  const { octets, seen } = source(1_000);
  await firstOctets(octets, 6);
  expect(seen).toEqual({ given: 2, isEnded: true });
});

test('of a source that fails nothing is given', async () => {
  const failing = (async function* () {
    yield Uint8Array.of(1, 2);
    throw new Error('damaged');
  })();
  await expect(firstOctets(failing, 10)).rejects.toThrow('damaged');
});
