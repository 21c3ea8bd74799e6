import { expect, test } from '@jest/globals';
import { placedOnA4 } from './a4.policy.ts';

test.each([
  ['upright', 2480, 3508, [595.28, 841.89]],
  ['lying', 3508, 2480, [841.89, 595.28]],
  ['square', 1000, 1000, [595.28, 841.89]],
  ['a long receipt', 500, 3508, [595.28, 841.89]],
  ['one pixel', 1, 1, [595.28, 841.89]],
])('a picture (%s) fills its sheet as far as it can, undistorted, in the middle', (_, widthPx, heightPx, sheet) => {
  const { page, x, y, width, height } = placedOnA4({ widthPx, heightPx });
  expect(page).toEqual(sheet);
  expect(width / height).toBeCloseTo(widthPx / heightPx, 6);
  expect(x * 2 + width).toBeCloseTo(page[0], 6);
  expect(y * 2 + height).toBeCloseTo(page[1], 6);
  expect(Math.min(x, y)).toBeCloseTo(0, 6);
  expect(Math.min(x, y)).toBeGreaterThanOrEqual(0);
});
