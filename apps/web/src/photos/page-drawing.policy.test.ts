import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { NO_CROP } from './crop.policy.ts';
import { drawingOf, type Matrix, type QuarterTurns, turned } from './page-drawing.policy.ts';

const at = ([a, b, c, d, e, f]: Matrix, x: number, y: number) => [a * x + c * y + e, b * x + d * y + f];
const PICTURE = { widthPx: 400, heightPx: 300 };

describe('a page is drawn', () => {
  test.each([
    [0, [0, 0], [400, 0], [400, 300]],
    [1, [300, 0], [300, 400], [0, 400]],
    [2, [400, 300], [0, 300], [0, 0]],
    [3, [0, 400], [0, 0], [300, 0]],
  ] as const)('after %i turns to the right with each corner at its place', (turns, topLeft, topRight, bottomRight) => {
    const { matrix, size } = drawingOf(PICTURE, turns, NO_CROP, 1_000);
    expect(at(matrix, 0, 0)).toEqual(topLeft);
    expect(at(matrix, 400, 0)).toEqual(topRight);
    expect(at(matrix, 400, 300)).toEqual(bottomRight);
    expect(size).toEqual(turns % 2 ? { widthPx: 300, heightPx: 400 } : PICTURE);
  });

  test('with the part that is kept of the turned picture, shrunk to the longest side', () => {
    const crop = { top: 10, right: 20, bottom: 40, left: 0 };
    // Turned it is 300 wide and 400 high; 240 by 200 are kept, from 0, 40.
    const { matrix, size } = drawingOf(PICTURE, 1, crop, 120);
    expect(size).toEqual({ widthPx: 120, heightPx: 100 });
    // Left above on the page is what was 40 from the left below in the picture.
    expect(at(matrix, 40, 300)).toEqual([0, 0]);
    expect(at(matrix, 240, 60)).toEqual([120, 100]);
  });

  test('never larger than its picture, never longer than the limit, and never without a pixel', () => {
    const side = fc.integer({ min: 1, max: 20_000 });
    const turns = fc.constantFrom<QuarterTurns>(0, 1, 2, 3);
    fc.assert(
      fc.property(side, side, turns, fc.constantFrom(2480, 3508), (widthPx, heightPx, by, maxSidePx) => {
        const { size } = drawingOf({ widthPx, heightPx }, by, { ...NO_CROP, left: 90 }, maxSidePx);
        const [short, long] = [Math.min(size.widthPx, size.heightPx), Math.max(size.widthPx, size.heightPx)];
        expect(long).toBeLessThanOrEqual(Math.min(maxSidePx, Math.max(widthPx, heightPx)));
        expect(short).toBeGreaterThanOrEqual(1);
      }),
    );
  });
});

test('turns add up, and go round', () => {
  expect(turned(3, 1)).toBe(0);
  expect(turned(0, -1)).toBe(3);
  expect(turned(1, 1)).toBe(2);
});
