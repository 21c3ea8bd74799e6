import { describe, expect, test } from '@jest/globals';
import { layoutByRule, partsOf as partsBy } from './layout.ts';
import * as node from './node.ts';
import { nodeEngine } from './node-engine.ts';
import { sealPart as sealPartBy } from './seal-part.ts';
import { sealByLayout } from './seal-stream.ts';
import { all, inSteps, patternBytes } from './testing/bytes.ts';
import * as web from './web.ts';

const sessionKey = patternBytes(32, 5);
const salt = patternBytes(32, 6);
const plain = patternBytes(11_000_000);

describe.each([
  ['node', node],
  ['web', web],
] as const)('%s', (_, codec) => {
  test.each(['known', 'streamed'] as const)('parts made in reverse order are the %s stream', async (framing) => {
    const layout = codec.layoutOf(plain.length, framing);
    const plainSizeBytes = framing === 'known' ? plain.length : undefined;
    const stream = await all(codec.sealStream({ sessionKey, salt, plainSizeBytes }, inSteps(plain)));
    const parts = codec.partsOf(layout, 20);
    expect(parts).toHaveLength(3);
    for (const part of parts.toReversed()) {
      const slice = plain.subarray(part.plainStart, part.plainEnd);
      const sealed = await codec.sealPart({ sessionKey, salt, layout }, part, slice);
      expect(Buffer.compare(sealed, stream.subarray(part.sealedStart, part.sealedEnd))).toBe(0);
    }
  });

  test('a part of another length is refused', async () => {
    const layout = codec.layoutOf(plain.length);
    const [part] = codec.partsOf(layout, 20);
    const sealing = codec.sealPart({ sessionKey, salt, layout }, part!, plain.subarray(0, part!.plainEnd - 1));
    await expect(sealing).rejects.toMatchObject({ code: 'source_size_mismatch' });
  });

  test('a part is written to the memory given', async () => {
    const layout = codec.layoutOf(1000);
    const [part] = codec.partsOf(layout);
    const into = new Uint8Array(2000);
    const sealed = await codec.sealPart({ sessionKey, salt, layout }, part!, plain.subarray(0, 1000), into);
    expect(sealed.buffer).toBe(into.buffer);
    expect(sealed).toHaveLength(layout.sealedSizeBytes);
    const tooSmall = codec.sealPart({ sessionKey, salt, layout }, part!, plain.subarray(0, 1000), new Uint8Array(9));
    await expect(tooSmall).rejects.toThrow(RangeError);
  });
});

test('a slice of a file seals to the same part as its bytes', async () => {
  const file = new Blob([plain]);
  const layout = web.layoutOf(plain.length);
  for (const part of web.partsOf(layout, 20)) {
    const sealed = await web.sealPart({ sessionKey, salt, layout }, part, file.slice(part.plainStart, part.plainEnd));
    const bytes = plain.subarray(part.plainStart, part.plainEnd);
    expect(Buffer.compare(sealed, await node.sealPart({ sessionKey, salt, layout }, part, bytes))).toBe(0);
  }
});

test('parts beyond the definite length are the stream too', async () => {
  const layout = layoutByRule(plain.length, 'known', { partialBits: 20, definiteMaxOctets: 4_000_000 });
  const stream = await all(sealByLayout(nodeEngine, { sessionKey, salt }, layout, inSteps(plain)));
  for (const part of partsBy(layout, 20)) {
    const slice = plain.subarray(part.plainStart, part.plainEnd);
    const sealed = await sealPartBy(nodeEngine, { sessionKey, salt, layout }, part, slice);
    expect(Buffer.compare(sealed, stream.subarray(part.sealedStart, part.sealedEnd))).toBe(0);
  }
});
