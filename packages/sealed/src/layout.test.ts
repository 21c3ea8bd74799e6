import { describe, expect, test } from '@jest/globals';
import { CHUNK_OCTETS, HEADER_OCTETS, LITERAL_PACKET, RECORD_OCTETS } from './format.ts';
import { stretchesOf } from './framing.ts';
import {
  chunkOfPlainByte,
  chunksPerPartFor,
  type Layout,
  layoutByRule,
  layoutFromSizes,
  layoutOf,
  MAX_PARTS,
  MAX_PLAIN_BYTES,
  partOf,
  partsOf,
} from './layout.ts';
import { literalStretches } from './literal-stretches.ts';

const MIB = 2 ** 20;
const GIB = 2 ** 30;
/** The table in docs/FORMATS.md. */
const TABLE = [
  { plain: 0, sealed: 80, chunks: 1 },
  { plain: 1, sealed: 81, chunks: 1 },
  { plain: CHUNK_OCTETS - 12, sealed: 262_212, chunks: 1 },
  { plain: CHUNK_OCTETS - 11, sealed: 262_229, chunks: 2 },
  { plain: MIB, sealed: 1_048_720, chunks: 5 },
  { plain: GIB, sealed: 1_073_807_440, chunks: 4_097 },
  { plain: 4 * GIB - 7, sealed: 4_295_229_513, chunks: 16_385 },
  { plain: 4 * GIB - 6, sealed: 4_295_229_518, chunks: 16_385 },
  { plain: 4 * GIB - 1, sealed: 4_295_229_523, chunks: 16_385 },
  { plain: 4 * GIB, sealed: 4_295_229_524, chunks: 16_385 },
  { plain: 5 * GIB, sealed: 5_369_036_885, chunks: 20_481 },
  { plain: 64 * GIB, sealed: 68_723_671_184, chunks: 262_145 },
];

describe('layout', () => {
  test.each(TABLE)('$plain bytes take $sealed sealed bytes in $chunks chunks', ({ plain, sealed, chunks }) => {
    expect(layoutOf(plain)).toMatchObject({ plainSizeBytes: plain, sealedSizeBytes: sealed, chunkCount: chunks });
  });

  test('a definite length is used as long as five octets can say it, then partial bodies of 1 GiB', () => {
    expect(layoutOf(4 * GIB - 7).shape.partialCount).toBe(0);
    expect(layoutOf(4 * GIB - 6).shape.partialCount).toBe(4);
    expect(layoutOf(64 * GIB).shape.partialCount).toBe(64);
    expect(layoutOf(65_529, 'streamed').shape.partialCount).toBe(0);
    expect(layoutOf(65_530, 'streamed').shape.partialCount).toBe(1);
  });

  test.each([-1, 0.5, Number.NaN, MAX_PLAIN_BYTES + 1])('a size of %p is refused', (size) => {
    expect(() => layoutOf(size)).toThrow(RangeError);
  });

  test('the framing is recognised from both sizes, and sizes that do not belong together are not', () => {
    for (const size of [70_000, 5 * GIB, 64 * GIB]) {
      for (const framing of ['known', 'streamed'] as const) {
        expect(layoutFromSizes(size, layoutOf(size, framing).sealedSizeBytes)).toEqual(layoutOf(size, framing));
      }
      for (const wrong of [-2, 1]) {
        expect(layoutFromSizes(size + wrong, layoutOf(size).sealedSizeBytes)).toBeUndefined();
      }
    }
  });
});

/**
 * Checks that stretches cover the packet without gap or overlap and hold each plaintext byte once.
 * Compares by hand: there are up to a quarter of a million of them.
 */
function seamFaults(layout: Layout, cut: number): string[] {
  const faults: string[] = [];
  let plain = 0;
  let at = 0;
  for (let from = 0; from < layout.packetOctets; from += cut) {
    const to = Math.min(from + cut, layout.packetOctets);
    for (const stretch of literalStretches(layout, from, to)) {
      if ('octets' in stretch) at += stretch.octets.length;
      else {
        if (stretch.start !== plain) faults.push(`plaintext ${plain} is followed by ${stretch.start}`);
        if (chunkOfPlainByte(layout, plain) !== Math.floor(at / CHUNK_OCTETS)) faults.push(`chunk of byte ${plain}`);
        plain = stretch.end;
        at += stretch.end - stretch.start;
      }
    }
    if (at !== to) faults.push(`octets ${at} instead of ${to}`);
  }
  return plain === layout.plainSizeBytes ? faults : [...faults, `only ${plain} bytes of plaintext`];
}

describe('stretches', () => {
  test.each([0, 1, 4 * GIB - 7, 4 * GIB - 6, 5 * GIB, 5 * GIB - 6, 64 * GIB])('of %i bytes are seamless', (size) => {
    expect(seamFaults(layoutOf(size), CHUNK_OCTETS)).toEqual([]);
  });

  test('of small partial bodies are seamless wherever they are cut', () => {
    const rule = { partialBits: 9, definiteMaxOctets: 600 };
    for (const size of [0, 593, 594, 595, 1017, 1018, 1019, 3000]) {
      for (const cut of [1, 2, 5, 511, 512, 513, 514]) {
        expect(seamFaults(layoutByRule(size, 'known', rule), cut)).toEqual([]);
      }
    }
  });

  test('a packet of 5 GiB begins with a partial length of 2^30 and ends with a definite one', () => {
    const { shape, packetOctets } = layoutOf(5 * GIB);
    const octets = [...stretchesOf(LITERAL_PACKET, shape, 0, packetOctets)].filter((stretch) => 'octets' in stretch);
    expect(octets.map((stretch) => Buffer.from(stretch.octets).toString('hex'))).toEqual([
      'cbfe',
      'fe',
      'fe',
      'fe',
      'fe',
      'ff00000006',
    ]);
  });
});

describe('parts', () => {
  test.each([0, 1, 16 * MIB - 12, 16 * MIB - 11, 100 * MIB, 4 * GIB, 5 * GIB, 64 * GIB, MAX_PLAIN_BYTES])(
    'of %i bytes follow one another, none but the last below 5 MiB, at most 9,000',
    (size) => {
      const layout = layoutOf(size);
      const parts = partsOf(layout);
      expect(parts.length).toBeLessThanOrEqual(MAX_PARTS);
      let sealed = 0;
      let plain = 0;
      for (const part of parts) {
        if (part.sealedStart !== sealed || part.plainStart !== plain) throw new Error(`gap before part ${part.number}`);
        sealed = part.sealedEnd;
        plain = part.plainEnd;
        if (part.number < parts.length && part.sealedEnd - part.sealedStart < 5 * MIB) throw new Error('too small');
      }
      expect([sealed, plain]).toEqual([layout.sealedSizeBytes, size]);
    },
  );

  test('the first part holds the header and the last the final tag', () => {
    const layout = layoutOf(40 * MIB);
    const parts = partsOf(layout, 64);
    expect(parts.map((part) => part.sealedStart)).toEqual(
      [0, 64, 128].map((n, i) => (i ? HEADER_OCTETS + n * RECORD_OCTETS : 0)),
    );
    expect(parts.at(-1)!.sealedEnd).toBe(layout.sealedSizeBytes);
    expect(partOf(layout, 64, 2)).toEqual(parts[1]);
  });

  test('parts grow by doubling when 9,000 of them would not do', () => {
    expect(chunksPerPartFor(0)).toBe(64);
    expect(chunksPerPartFor(64 * GIB)).toBe(64);
    expect(chunksPerPartFor(MAX_PARTS * 64 * CHUNK_OCTETS - 600)).toBe(64);
    expect(chunksPerPartFor(MAX_PARTS * 64 * CHUNK_OCTETS)).toBe(128);
  });

  test('a part that does not exist or would be too small for S3 is refused', () => {
    const layout = layoutOf(40 * MIB);
    for (const number of [0, 4, 1.5]) expect(() => partOf(layout, 64, number)).toThrow(RangeError);
    expect(() => partsOf(layout, 19)).toThrow(RangeError);
  });
});
