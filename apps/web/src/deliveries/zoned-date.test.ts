import { expect, test } from '@jest/globals';
import { dateInZone, endOfDayInZone, latestExpiry } from './zoned-date.ts';

test('a day ends when it ends in the organisation’s zone, in summer and in winter', () => {
  expect(endOfDayInZone('2026-12-01', 'Europe/Berlin')?.toISOString()).toBe('2026-12-01T22:59:59.000Z');
  expect(endOfDayInZone('2026-07-01', 'Europe/Berlin')?.toISOString()).toBe('2026-07-01T21:59:59.000Z');
});

test('the days on which clocks change have their own ends', () => {
  expect(endOfDayInZone('2026-03-29', 'Europe/Berlin')?.toISOString()).toBe('2026-03-29T21:59:59.000Z');
  expect(endOfDayInZone('2026-10-25', 'Europe/Berlin')?.toISOString()).toBe('2026-10-25T22:59:59.000Z');
});

test('what is no date is told apart', () => {
  for (const text of ['', '2026-13-01', '1.12.2026']) expect(endOfDayInZone(text, 'Europe/Berlin')).toBeUndefined();
});

test('an instant shortly before midnight UTC is already tomorrow in Berlin', () => {
  expect(dateInZone(new Date('2026-11-23T23:30:00Z'), 'Europe/Berlin')).toBe('2026-11-24');
});

test('the latest expiry never exceeds the policy', () => {
  expect(latestExpiry('2026-11-01T10:00:00Z', 60).getTime()).toBeLessThan(Date.parse('2026-12-31T10:00:00Z'));
});
