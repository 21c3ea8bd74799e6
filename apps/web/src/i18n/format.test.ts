import { describe, expect, test } from '@jest/globals';
import { formatBytes, formatDateTime } from './format.ts';

describe('sizes', () => {
  test('are told in decimal units, as file managers and providers do', () => {
    const sizes = [0, 1, 999, 1000, 1500, 999_999, 16_777_216, 3_000_000_000].map((n) => formatBytes(n, 'en'));
    expect(sizes).toEqual(['0 bytes', '1 byte', '999 bytes', '1 kB', '1.5 kB', '1,000 kB', '16.8 MB', '3 GB']);
  });

  test('follow the language', () => {
    expect(formatBytes(1_500_000, 'de').replace(/\s/g, ' ')).toBe('1,5 MB');
  });
});

test('an instant is told in the zone of the delivery, not of the reader', () => {
  expect(formatDateTime('2026-11-23T22:30:00Z', 'de', 'Europe/Berlin')).toBe('23. November 2026 um 23:30');
  expect(formatDateTime('2026-11-23T23:30:00Z', 'de', 'Europe/Berlin')).toBe('24. November 2026 um 00:30');
});
