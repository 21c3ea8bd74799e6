import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { CHUNK_OCTETS, HEADER_OCTETS, RECORD_OCTETS } from './format.ts';
import * as node from './node.ts';
import { all, codeOf, inSteps, patternBytes, untilError } from './testing/bytes.ts';
import * as web from './web.ts';

const sessionKey = patternBytes(32, 11);
const salt = patternBytes(32, 12);
const plain = patternBytes(4 * CHUNK_OCTETS + 5000);
const seal = (size: number | undefined, bytes: Uint8Array): Promise<Buffer> =>
  all(node.sealStream({ sessionKey, salt, plainSizeBytes: size }, inSteps(bytes)));
const sealedByFraming = { known: await seal(plain.length, plain), streamed: await seal(undefined, plain) };

/** A store that notes what was asked of it. */
function storeOf(sealed: Uint8Array) {
  const asked: [number, number][] = [];
  const fetchRange = (start: number, end: number) => {
    asked.push([start, end]);
    return inSteps(sealed.subarray(start, end), 50_000);
  };
  return { asked, fetchRange };
}

describe.each([
  ['node', node],
  ['web', web],
] as const)('%s', (_, codec) => {
  describe.each(['known', 'streamed'] as const)('%s framing', (framing) => {
    const sealed = sealedByFraming[framing];
    const object = { sessionKey, sealedSizeBytes: sealed.length, plainSizeBytes: plain.length };

    test('any range opens to its bytes, in one fetch if the salt is given', async () => {
      const range = fc
        .tuple(fc.nat(plain.length), fc.nat(plain.length))
        .map(([a, b]) => [Math.min(a, b), Math.max(a, b)] as const);
      await fc.assert(
        fc.asyncProperty(range, fc.boolean(), async ([start, end], withSalt) => {
          const store = storeOf(sealed);
          const opening = codec.openRange(withSalt ? { ...object, salt } : object, store.fetchRange, start, end);
          expect((await all(opening)).equals(plain.subarray(start, end))).toBe(true);
          expect(store.asked.length).toBeLessThanOrEqual(withSalt ? 1 : 2);
          const fetched = store.asked.reduce((sum, [from, to]) => sum + to - from, 0);
          expect(fetched).toBeLessThanOrEqual(HEADER_OCTETS + end - start + 2 * RECORD_OCTETS + 5 * 16 + 100);
        }),
        { numRuns: 40 },
      );
    });

    test('both ends are proved by two chunks and the final tag', async () => {
      const store = storeOf(sealed);
      await codec.checkEnds({ ...object, salt }, store.fetchRange);
      expect(store.asked).toHaveLength(2);
      await codec.checkEnds(object, storeOf(sealed).fetchRange);
    });

    test('a range at the end proves the final tag', async () => {
      const wrongEnd = Buffer.from(sealed);
      wrongEnd[sealed.length - 1]! ^= 1;
      const atEnd = codec.openRange(object, storeOf(wrongEnd).fetchRange, plain.length - 1, plain.length);
      expect(codeOf((await untilError(atEnd)).error)).toBe('altered');
      await expect(codec.checkEnds(object, storeOf(wrongEnd).fetchRange)).rejects.toMatchObject({ code: 'altered' });
    });
  });

  const sealed = sealedByFraming.known;
  const object = { sessionKey, salt, sealedSizeBytes: sealed.length, plainSizeBytes: plain.length };

  test('only the chunks of the range are fetched', async () => {
    const store = storeOf(sealed);
    await all(codec.openRange(object, store.fetchRange, CHUNK_OCTETS, CHUNK_OCTETS + 10));
    expect(store.asked).toEqual([[HEADER_OCTETS + RECORD_OCTETS, HEADER_OCTETS + 2 * RECORD_OCTETS]]);
    await all(codec.openRange(object, store.fetchRange, 7, 7));
    expect(store.asked).toHaveLength(1);
  });

  test('a store that gives less, more or other octets than asked for is told as such', async () => {
    const opened = async (change: (octets: Uint8Array, start: number) => Uint8Array) => {
      const fetchRange = (start: number, end: number) => inSteps(change(sealed.subarray(start, end), start));
      return untilError(codec.openRange(object, fetchRange, 10, 2 * CHUNK_OCTETS));
    };
    expect(codeOf((await opened((octets) => octets.subarray(0, -1))).error)).toBe('truncated');
    expect(codeOf((await opened((octets) => Buffer.concat([octets, octets.subarray(0, 1)]))).error)).toBe('extended');
    expect(codeOf((await opened((octets) => octets.toReversed())).error)).toBe('altered');
    const shifted = (_: Uint8Array, start: number) => sealed.subarray(start + RECORD_OCTETS, start + 4 * RECORD_OCTETS);
    expect(await opened(shifted)).toMatchObject({ bytes: Buffer.alloc(0), error: { code: 'reordered' } });
  });

  test('sizes that do not belong together are refused before a fetch', async () => {
    const store = storeOf(sealed);
    const wrong = { ...object, plainSizeBytes: plain.length - 1 };
    await expect(codec.checkEnds(wrong, store.fetchRange)).rejects.toMatchObject({ code: 'size_mismatch' });
    expect(store.asked).toEqual([]);
  });

  test('a size that would fit the other framing is refused by the packet inside', async () => {
    const bytes = await seal(undefined, patternBytes(70_000));
    const wrong = { sessionKey, sealedSizeBytes: bytes.length, plainSizeBytes: 70_001 };
    await expect(codec.checkEnds(wrong, storeOf(bytes).fetchRange)).rejects.toMatchObject({ code: 'size_mismatch' });
    const { error } = await untilError(codec.openRange(wrong, storeOf(bytes).fetchRange, 0, 10));
    expect(codeOf(error)).toBe('size_mismatch');
  });

  test('a range outside the plaintext is refused', async () => {
    for (const [start, end] of [
      [-1, 1],
      [2, 1],
      [0, plain.length + 1],
      [0.5, 1],
    ] as const) {
      const opening = all(codec.openRange(object, storeOf(sealed).fetchRange, start, end));
      await expect(opening).rejects.toThrow(RangeError);
    }
  });

  test('an empty file opens and its ends are proved', async () => {
    const empty = await seal(0, new Uint8Array(0));
    const emptyObject = { sessionKey, sealedSizeBytes: empty.length, plainSizeBytes: 0 };
    expect(await all(codec.openRange(emptyObject, storeOf(empty).fetchRange, 0, 0))).toHaveLength(0);
    const store = storeOf(empty);
    await codec.checkEnds(emptyObject, store.fetchRange);
    expect(store.asked).toEqual([[0, empty.length]]);
    const wrongKey = { ...emptyObject, sessionKey: patternBytes(32, 13) };
    await expect(codec.checkEnds(wrongKey, store.fetchRange)).rejects.toMatchObject({ code: 'altered' });
  });
});
