import { describe, expect, test } from '@jest/globals';
import { formatBytes, formatDateTime, formatLimit, formatShortWait, formatWait } from './format.ts';

describe('sizes', () => {
  test('are told in decimal units, as file managers and providers do', () => {
    const sizes = [0, 1, 999, 1000, 1500, 999_999, 16_777_216, 3_000_000_000].map((n) => formatBytes(n, 'en'));
    expect(sizes).toEqual(['0 bytes', '1 byte', '999 bytes', '1 kB', '1.5 kB', '1,000 kB', '16.8 MB', '3 GB']);
  });

  test('follow the language', () => {
    expect(formatBytes(1_500_000, 'de').replace(/\s/g, ' ')).toBe('1,5 MB');
  });
});

describe('limits', () => {
  test.each([
    [64 * 2 ** 30, '64 GiB'],
    [256 * 2 ** 30, '256 GiB'],
    [1.5 * 2 ** 30, '1,5 GiB'],
    [2 ** 40, '1 TiB'],
    [500 * 2 ** 20, '500 MiB'],
    [50_000_000_000, '50 GB'],
    [2_500_000_000, '2,5 GB'],
    [1_000_000, '1 MB'],
    [1_000_000_000_000, '1 TB'],
    [100, '100 Byte'],
  ])('%i octets are told as they were set: %s', (bytes, text) => {
    expect(formatLimit(bytes, 'de').replace(/\s/g, ' ')).toBe(text);
  });

  test('that are round in no unit never promise more than holds', () => {
    expect(formatLimit(68_799_999_999, 'en')).toBe('68.7 GB');
    expect(formatLimit(123_599_999_999, 'en')).toBe('123.5 GB');
    expect(formatLimit(1_999_999, 'en')).toBe('1.9 MB');
  });
});

test('an instant is told in the zone of the delivery, not of the reader', () => {
  expect(formatDateTime('2026-11-23T22:30:00Z', 'de', 'Europe/Berlin')).toBe('23. November 2026 um 23:30');
  expect(formatDateTime('2026-11-23T23:30:00Z', 'de', 'Europe/Berlin')).toBe('24. November 2026 um 00:30');
});

test('a short wait is told in whole minutes and never shorter than it is', () => {
  expect([formatShortWait(1, 'de'), formatShortWait(61, 'de'), formatShortWait(86_400, 'en')]).toEqual([
    '1 Minute',
    '2 Minuten',
    '24 hours',
  ]);
});

test('a wait is told in whole hours and never shorter than it is', () => {
  expect([formatWait(1, 'de'), formatWait(3601, 'de'), formatWait(86_400, 'en')]).toEqual([
    '1 Stunde',
    '2 Stunden',
    '24 hours',
  ]);
});
