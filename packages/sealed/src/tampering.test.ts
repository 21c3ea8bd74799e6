import { describe, expect, test } from '@jest/globals';
import { CHUNK_OCTETS, HEADER_OCTETS, RECORD_OCTETS, TAG_OCTETS } from './format.ts';
import * as node from './node.ts';
import { all, codeOf, inSteps, patternBytes, untilError } from './testing/bytes.ts';
import * as web from './web.ts';

const sessionKey = patternBytes(32, 1);
const salt = patternBytes(32, 2);
const plain = patternBytes(3 * CHUNK_OCTETS + 1000);
const sealed = await all(node.sealStream({ sessionKey, salt, plainSizeBytes: plain.length }, inSteps(plain)));
const streamed = await all(node.sealStream({ sessionKey, salt, plainSizeBytes: undefined }, inSteps(plain)));
const record = (n: number): number => HEADER_OCTETS + n * RECORD_OCTETS;
const BOUNDARIES = [
  0,
  1,
  4,
  HEADER_OCTETS,
  HEADER_OCTETS + TAG_OCTETS,
  HEADER_OCTETS + 2 * TAG_OCTETS,
  record(1),
  record(1) + TAG_OCTETS,
  record(2),
  record(3),
  record(3) + TAG_OCTETS,
  record(3) + 2 * TAG_OCTETS,
];
const flipped = (bytes: Buffer, at: number): Buffer => {
  const copy = Buffer.from(bytes);
  copy[at]! ^= 1;
  return copy;
};

describe.each([
  ['node', node],
  ['web', web],
] as const)('%s', (_, codec) => {
  const expectedPlainSizeBytes = plain.length;
  const open = (bytes: Uint8Array, input: object = { expectedPlainSizeBytes }, step = 65_536) =>
    untilError(codec.openStream({ sessionKey, ...input }, inSteps(bytes, step)));

  test('a cut at any boundary, and beside it, is told as truncated, and what came before is genuine', async () => {
    for (const bytes of [sealed, streamed]) {
      const cuts = [...BOUNDARIES, bytes.length - TAG_OCTETS, bytes.length].flatMap((at) => [at - 1, at, at + 1]);
      for (const cut of cuts.filter((at) => at >= 0 && at < bytes.length)) {
        const { bytes: opened, error } = await open(bytes.subarray(0, cut));
        expect([cut, codeOf(error)]).toEqual([cut, 'truncated']);
        expect(opened.equals(plain.subarray(0, opened.length))).toBe(true);
      }
    }
  });

  test('a cut is an error too when no size is expected, though it may be told as an alteration', async () => {
    for (const bytes of [sealed, streamed]) {
      for (const cut of [...BOUNDARIES, bytes.length - TAG_OCTETS, bytes.length - 1]) {
        expect(['truncated', 'altered']).toContain(codeOf((await open(bytes.subarray(0, cut), {})).error));
      }
    }
  });

  test('octets behind the end are told as extended', async () => {
    for (const bytes of [sealed, streamed]) {
      for (const extra of [1, TAG_OCTETS, 1000, RECORD_OCTETS, 2 * RECORD_OCTETS]) {
        const longer = Buffer.concat([bytes, patternBytes(extra, 9)]);
        expect([extra, codeOf((await open(longer)).error)]).toEqual([extra, 'extended']);
      }
    }
    expect(codeOf((await open(Buffer.concat([sealed, sealed]), {})).error)).toBe('extended');
    expect(codeOf((await open(Buffer.concat([streamed, patternBytes(99)]), {})).error)).toBe('altered');
  });

  test('a flipped bit anywhere is an error, and nothing of its chunk comes out', async () => {
    for (const at of [4, 35, record(0), record(1) - 1, record(1), record(2) + 77_777, record(3), sealed.length - 17]) {
      const { bytes, error } = await open(flipped(sealed, at));
      expect([at, codeOf(error)]).toEqual([at, 'altered']);
      const chunk = Math.max(0, Math.floor((at - HEADER_OCTETS) / RECORD_OCTETS));
      expect(bytes.length).toBe(Math.max(0, chunk * CHUNK_OCTETS - 12));
    }
    expect(codeOf((await open(flipped(sealed, sealed.length - 1))).error)).toBe('altered');
  });

  test('another version, cipher, mode or chunk size in the header is unsupported', async () => {
    for (const at of [0, 1, 2, 3]) expect(codeOf((await open(flipped(sealed, at))).error)).toBe('unsupported');
  });

  test('swapped, doubled and left-out chunks are told as reordered, and nothing of them comes out', async () => {
    const [head, a, b, c, rest] = [0, HEADER_OCTETS, record(1), record(2), record(3)].map((start, n, starts) =>
      sealed.subarray(start, starts[n + 1]),
    ) as [Buffer, Buffer, Buffer, Buffer, Buffer];
    for (const [order, genuineChunks] of [
      [[head, b, a, c, rest], 0],
      [[head, a, c, b, rest], 1],
      [[head, a, b, b, rest], 2],
    ] as const) {
      const { bytes, error } = await open(Buffer.concat(order));
      expect(codeOf(error)).toBe('reordered');
      expect(bytes.length).toBe(Math.max(0, genuineChunks * CHUNK_OCTETS - 12));
    }
    expect(codeOf((await open(Buffer.concat([head, a, c, rest]), {})).error)).toMatch(/reordered|truncated/);
  });

  test('a chunk of another object under the same key does not pass', async () => {
    const other = await all(node.sealStream({ sessionKey, plainSizeBytes: plain.length }, inSteps(plain)));
    const mixed = Buffer.concat([sealed.subarray(0, record(1)), other.subarray(record(1))]);
    expect(codeOf((await open(mixed)).error)).toBe('altered');
  });

  test('another key opens nothing', async () => {
    const { bytes, error } = await open(sealed, { sessionKey: patternBytes(32, 99) });
    expect([bytes.length, codeOf(error)]).toEqual([0, 'altered']);
  });

  test('a plaintext of another size than expected is refused before a byte of it comes out', async () => {
    for (const expected of [plain.length - 1, plain.length + 1]) {
      const { bytes, error } = await open(sealed, { expectedPlainSizeBytes: expected });
      expect([bytes.length, codeOf(error)]).toEqual([0, 'size_mismatch']);
    }
  });

  test('a streamed plaintext that is longer than expected never gives a byte too many', async () => {
    const { bytes, error } = await open(streamed, { expectedPlainSizeBytes: plain.length - 1 });
    expect(bytes.length).toBeLessThan(plain.length);
    expect(['size_mismatch', 'extended']).toContain(codeOf(error));
  });

  test('a reader that stops early closes the source', async () => {
    let closed = false;
    const source = async function* () {
      try {
        yield* inSteps(sealed);
      } finally {
        closed = true;
      }
    };
    for await (const _ of codec.openStream({ sessionKey }, source())) break;
    expect(closed).toBe(true);
  });
});
