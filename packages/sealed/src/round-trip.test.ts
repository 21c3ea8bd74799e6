import { describe, expect, test } from '@jest/globals';
import { CHUNK_OCTETS } from './format.ts';
import { layoutOf } from './layout.ts';
import * as node from './node.ts';
import { all, inSteps, patternBytes } from './testing/bytes.ts';
import * as web from './web.ts';

const sessionKey = patternBytes(32, 7);
const salt = patternBytes(32, 8);
/** A definite Literal Data packet puts 12 octets before the plaintext. */
const HEAD = 12;
const SIZES = [
  0,
  1,
  2,
  65_530,
  65_536,
  131_066,
  ...[1, 2, 4].flatMap((n) => [-HEAD - 1, -HEAD, -HEAD + 1, -1, 0, 1].map((d) => n * CHUNK_OCTETS + d)),
];

describe.each([
  ['node', node],
  ['web', web],
] as const)('%s', (_, codec) => {
  test.each(SIZES)('%i bytes seal to the size of the layout and open again', async (size) => {
    const plain = patternBytes(size);
    const sealed = await all(codec.sealStream({ sessionKey, salt, plainSizeBytes: size }, inSteps(plain)));
    expect(sealed.length).toBe(layoutOf(size).sealedSizeBytes);
    const opened = await all(codec.openStream({ sessionKey, expectedPlainSizeBytes: size }, inSteps(sealed)));
    expect(opened.equals(plain)).toBe(true);
  });

  test.each(SIZES)('%i bytes of unknown size seal to the streamed layout and open again', async (size) => {
    const plain = patternBytes(size);
    const sealed = await all(codec.sealStream({ sessionKey, salt, plainSizeBytes: undefined }, inSteps(plain, 50_000)));
    expect(sealed.length).toBe(layoutOf(size, 'streamed').sealedSizeBytes);
    const opened = await all(codec.openStream({ sessionKey, expectedPlainSizeBytes: size }, inSteps(sealed)));
    expect(opened.equals(plain)).toBe(true);
  });
});

test.each(SIZES)('Node and web seal %i bytes to the same octets', async (size) => {
  const plain = patternBytes(size);
  const input = { sessionKey, salt, plainSizeBytes: size };
  const ours = await all(node.sealStream(input, inSteps(plain)));
  expect(ours.equals(await all(web.sealStream(input, inSteps(plain, 99_999))))).toBe(true);
});

test('a source of single octets gives the same', async () => {
  const plain = patternBytes(CHUNK_OCTETS + 100);
  const input = { sessionKey, salt, plainSizeBytes: plain.length };
  const sealed = await all(node.sealStream(input, inSteps(plain, 1)));
  expect(sealed.equals(await all(node.sealStream(input, inSteps(plain))))).toBe(true);
  expect((await all(node.openStream({ sessionKey }, inSteps(sealed, 1)))).equals(plain)).toBe(true);
});

test('a salt left out is random, so that the same plaintext never seals to the same octets', async () => {
  const seal = () => all(node.sealStream({ sessionKey, plainSizeBytes: 3 }, inSteps(patternBytes(3))));
  expect((await seal()).equals(await seal())).toBe(false);
});

test.each([-1, 1])('a source that is off by %i from its declared size is refused', async (difference) => {
  for (const size of [1, 1000, CHUNK_OCTETS]) {
    const source = inSteps(patternBytes(size + difference));
    const sealing = all(node.sealStream({ sessionKey, plainSizeBytes: size }, source));
    await expect(sealing).rejects.toMatchObject({ code: 'source_size_mismatch' });
  }
});

test('a key or salt of the wrong length is refused', async () => {
  const short = patternBytes(16);
  for (const codec of [node, web]) {
    const byKey = all(codec.sealStream({ sessionKey: short, salt, plainSizeBytes: 0 }, inSteps(short, 1)));
    await expect(byKey).rejects.toThrow(RangeError);
    const bySalt = all(codec.sealStream({ sessionKey, salt: short, plainSizeBytes: 0 }, inSteps(short, 1)));
    await expect(bySalt).rejects.toThrow(RangeError);
  }
});
