import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { type Crop, cutAt, EDGES, isCropped, LEAST_KEPT, mostCutAt, NO_CROP, turnedCrop } from './crop.policy.ts';

const percent = fc.double({ min: -50, max: 150, noNaN: true });
const crops = fc
  .array(fc.tuple(fc.constantFrom(...EDGES), percent), { maxLength: 12 })
  .map((cuts) => cuts.reduce<Crop>((crop, [edge, by]) => cutAt(crop, edge, by), NO_CROP));

test('however edges are moved, a tenth of width and height is left, and nothing is added', () => {
  fc.assert(
    fc.property(crops, (crop) => {
      expect(100 - crop.top - crop.bottom).toBeGreaterThanOrEqual(LEAST_KEPT);
      expect(100 - crop.left - crop.right).toBeGreaterThanOrEqual(LEAST_KEPT);
      for (const edge of EDGES) expect(crop[edge]).toBeGreaterThanOrEqual(0);
    }),
  );
});

test.each([
  [-1, 0],
  [0, 0],
  [0.2, 0],
  [0.3, 0.5],
  [59.9, 60],
  [60, 60],
  [60.1, 60],
  [100, 60],
])('with 30 percent cut below, %d above becomes %d', (given, cut) => {
  const crop = { ...NO_CROP, bottom: 30 };
  expect(mostCutAt(crop, 'top')).toBe(60);
  expect(cutAt(crop, 'top', given)).toEqual({ ...crop, top: cut });
});

test('what is no number changes nothing', () => expect(cutAt(NO_CROP, 'left', Number.NaN)).toBe(NO_CROP));

test('a turn to the right takes each edge along, and four turns are none', () => {
  const crop = { top: 1, right: 2, bottom: 3, left: 4 };
  expect(turnedCrop(crop)).toEqual({ top: 4, right: 1, bottom: 2, left: 3 });
  expect(turnedCrop(turnedCrop(turnedCrop(turnedCrop(crop))))).toEqual(crop);
});

test('one edge is enough to be cropped', () => {
  expect(isCropped(NO_CROP)).toBe(false);
  for (const edge of EDGES) expect(isCropped(cutAt(NO_CROP, edge, 1))).toBe(true);
});
