import { describe, expect, test } from '@jest/globals';
import { readRange } from './byte-range.policy.ts';

const part = (start: number, end: number) => ({ kind: 'part', start, end });

describe('Range', () => {
  test.each([
    ['bytes=0-0', part(0, 1)],
    ['bytes=0-99', part(0, 100)],
    ['bytes=0-1000', part(0, 100)],
    ['bytes=99-', part(99, 100)],
    ['bytes=50-59', part(50, 60)],
    ['bytes=-1', part(99, 100)],
    ['bytes=-1000', part(0, 100)],
    ['Bytes= 5-6 ', part(5, 7)],
    ['bytes=100-', { kind: 'none' }],
    ['bytes=100-200', { kind: 'none' }],
    ['bytes=-0', { kind: 'none' }],
    ['bytes=99999999999999999999-', { kind: 'none' }],
  ])('%s of 100 octets', (header, expected) => {
    expect(readRange(header, 100)).toEqual(expected);
  });

  test.each([undefined, '', 'bytes=', 'bytes=-', 'bytes=5-4', 'bytes=0-1,4-5', 'items=0-1', 'bytes=a-b', 'bytes 0-1'])(
    '%j asks for the whole file',
    (header) => {
      expect(readRange(header, 100)).toEqual({ kind: 'whole' });
    },
  );

  test('an empty file satisfies no range', () => {
    expect(readRange('bytes=0-', 0)).toEqual({ kind: 'none' });
    expect(readRange('bytes=-5', 0)).toEqual({ kind: 'none' });
    expect(readRange(undefined, 0)).toEqual({ kind: 'whole' });
  });
});
