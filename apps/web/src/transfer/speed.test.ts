import { describe, expect, test } from '@jest/globals';
import { SpeedEstimate, timeLeft } from './speed.ts';

describe('speed', () => {
  test('is told after two seconds at the earliest', () => {
    const speed = new SpeedEstimate();
    speed.add(0, 0);
    speed.add(1000, 500);
    expect(speed.bytesPerSecond()).toBeUndefined();
    speed.add(2000, 1000);
    expect(speed.bytesPerSecond()).toBe(500);
  });

  test('follows the last ten seconds only', () => {
    const speed = new SpeedEstimate();
    for (let second = 0; second <= 60; second += 1) speed.add(second * 1000, Math.min(second, 30) * 1000);
    expect(speed.bytesPerSecond()).toBeUndefined();
  });

  test('a file begun anew does not make it negative', () => {
    const speed = new SpeedEstimate();
    speed.add(0, 9000);
    speed.add(3000, 100);
    expect(speed.bytesPerSecond()).toBeUndefined();
    speed.add(5000, 2100);
    expect(speed.bytesPerSecond()).toBe(1000);
  });
});

test('the time left is coarse and rounded up', () => {
  expect(timeLeft(10, 100)).toEqual({ unit: 'seconds', count: 5 });
  expect(timeLeft(4100, 100)).toEqual({ unit: 'seconds', count: 45 });
  expect(timeLeft(6100, 100)).toEqual({ unit: 'minutes', count: 2 });
  expect(timeLeft(100 * 3600 * 2, 100)).toEqual({ unit: 'hours', count: 2 });
});
