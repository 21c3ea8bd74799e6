import { describe, expect, test } from '@jest/globals';
import { NO_CROP } from './crop.policy.ts';
import type { Orientation } from './header/picture-header.ts';
import {
  decodingScale,
  isTooLarge,
  longestSidePx,
  MAX_DECODED_PIXELS,
  resizing,
  uprightSize,
} from './page-size.policy.ts';

const size = (widthPx: number, heightPx: number) => ({ widthPx, heightPx });

test('200 megapixels are taken, one more is not', () => {
  expect(isTooLarge(size(20_000, 10_000))).toBe(false);
  expect(isTooLarge(size(200_000_001, 1))).toBe(true);
});

test('up to ten pages are of 300 dpi, more are of 212', () => {
  expect([1, 10, 11, 50].map(longestSidePx)).toEqual([3508, 3508, 2480, 2480]);
});

test.each([1, 2, 3, 4, 5, 6, 7, 8] as const)(
  'a picture of orientation %i stands upright',
  (orientation: Orientation) => {
    const upright = orientation >= 5 ? size(3024, 4032) : size(4032, 3024);
    expect(uprightSize({ format: 'jpeg', size: size(4032, 3024), orientation })).toEqual(upright);
  },
);

describe('a picture is decoded', () => {
  test('at its own size, if it is small enough', () => {
    expect(decodingScale(size(3508, 2480), 3508)).toBe(1);
    expect(resizing(size(3508, 2480), 1)).toBeUndefined();
  });

  test('at the longest side that a page may have, one side named', () => {
    const [lying, upright] = [size(4032, 3024), size(3024, 4032)];
    expect(resizing(lying, decodingScale(lying, 3508))).toEqual({ resizeWidth: 3508 });
    expect(resizing(upright, decodingScale(upright, 3508))).toEqual({ resizeHeight: 3508 });
  });

  test('finer where only a part of it is kept, but never enlarged', () => {
    const half = { ...NO_CROP, left: 25, right: 25 };
    expect(decodingScale(size(10_000, 1_000), 3508, half)).toBeCloseTo(0.7016);
    expect(decodingScale(size(3_000, 1_000), 3508, half)).toBe(1);
  });

  test('with 50 megapixels at most, however little of it is kept', () => {
    const tenth = { top: 45, right: 45, bottom: 45, left: 45 };
    const huge = size(16_000, 12_000);
    const scale = decodingScale(huge, 3508, tenth);
    expect(scale ** 2 * 16_000 * 12_000).toBeCloseTo(MAX_DECODED_PIXELS, 0);
    expect(resizing(huge, scale)).toEqual({ resizeWidth: Math.round(16_000 * scale) });
  });

  test('as one pixel at least', () => expect(resizing(size(1, 100_000), 0.000_001)).toEqual({ resizeHeight: 1 }));
});
