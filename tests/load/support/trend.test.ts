import { describe, expect, test } from '@jest/globals';
import { isFlat, trendOf } from './trend.ts';

const samples = (count: number, pssOf: (at: number) => number) =>
  Array.from({ length: count }, (_, at) => ({ rssMib: pssOf(at) * 2, pssMib: pssOf(at) }));

describe('the trend of memory', () => {
  test('that stays within what a collector leaves lying is flat, whatever its peak', () => {
    const trend = trendOf(samples(60, (at) => (at === 30 ? 2000 : 200 + (at % 5) * 20)));
    expect(trend).toMatchObject({ samples: 60, peakPss: 2000, peakRss: 4000 });
    expect(isFlat(trend)).toBe(true);
  });

  test('that grows with what is transferred is not flat', () => {
    expect(isFlat(trendOf(samples(60, (at) => 200 + at * 20)))).toBe(false);
  });

  test('of too short a time is not judged', () => {
    expect(isFlat(trendOf(samples(11, () => 200)))).toBeUndefined();
    expect(isFlat(trendOf([]))).toBeUndefined();
  });
});
