import { describe, expect, test } from '@jest/globals';
import { inspectFile } from './inspect-file.ts';
import { MAX_READ_OCTETS, PAGE_OCTETS, PagedFile } from './paged-file.ts';
import { sourceOf } from './testing/octets.ts';

const pattern = (octets: number): Uint8Array => Uint8Array.from({ length: octets }, (_, n) => (n * 7 + (n >> 8)) % 256);

describe('a file in pages', () => {
  const octets = pattern(3 * PAGE_OCTETS + 10);
  const ends = [0, 1, PAGE_OCTETS - 1, PAGE_OCTETS, PAGE_OCTETS + 1, 3 * PAGE_OCTETS, octets.length - 1, octets.length];

  test('gives exactly the octets asked for, wherever they begin and end', async () => {
    const file = new PagedFile(sourceOf(octets));
    for (const start of ends) {
      for (const end of ends.filter((candidate) => candidate >= start)) {
        expect(Buffer.compare(await file.range(start, end), octets.subarray(start, end))).toBe(0);
      }
    }
  });

  test('reads each page once, and neighbours in one request', async () => {
    const source = sourceOf(octets);
    const file = new PagedFile(source);
    await file.range(PAGE_OCTETS, PAGE_OCTETS + 1);
    await file.range(0, octets.length);
    await file.range(5, octets.length - 5);
    expect(source.reads).toEqual([
      [PAGE_OCTETS, 2 * PAGE_OCTETS],
      [0, PAGE_OCTETS],
      [2 * PAGE_OCTETS, octets.length],
    ]);
  });

  test.each([
    [-1, 1],
    [2, 1],
    [0, octets.length + 1],
    [Number.NaN, 1],
  ])('has nothing from %d to %d', async (start, end) => {
    await expect(new PagedFile(sourceOf(octets)).range(start, end)).rejects.toMatchObject({ danger: 'malformed' });
  });

  test('is read up to the limit, and not one page more', async () => {
    const source = sourceOf(new Uint8Array(MAX_READ_OCTETS + 1));
    const file = new PagedFile(source);
    await file.range(0, MAX_READ_OCTETS);
    await expect(file.range(MAX_READ_OCTETS, MAX_READ_OCTETS + 1)).rejects.toMatchObject({ danger: 'unchecked' });
    expect(source.reads).toEqual([[0, MAX_READ_OCTETS]]);
  });
});

test("the source's own errors reach the caller", async () => {
  const read = async () => Promise.reject(new Error('the disk has gone'));
  await expect(inspectFile({ sizeBytes: 10, read })).rejects.toThrow('the disk has gone');
  const short = async () => new Uint8Array(1);
  await expect(inspectFile({ sizeBytes: 10, read: short })).rejects.toThrow('gave 1 octets of 10');
});

test.each([-1, 0.5, Number.NaN, 2 ** 53])('a size of %d is refused', async (sizeBytes) => {
  await expect(inspectFile({ sizeBytes, read: async () => new Uint8Array() })).rejects.toThrow(RangeError);
});
