import { expect, test } from '@jest/globals';
import { deadlineDays, deadlineOf, MAX_DEADLINE_DAYS } from './deadline.ts';

const ZONE = 'Europe/Berlin';
const NOW = new Date('2026-11-23T09:00:00Z');
const LATEST = NOW.getTime() + MAX_DEADLINE_DAYS * 86_400_000;

test('a deadline is the end of its day in the organisation’s zone, today as well', () => {
  expect(deadlineOf('2026-12-07', ZONE, NOW)?.toISOString()).toBe('2026-12-07T22:59:59.000Z');
  expect(deadlineOf('2026-11-23', ZONE, NOW)?.toISOString()).toBe('2026-11-23T22:59:59.000Z');
});

test('the last day is offered, and never leads beyond what the server allows', () => {
  const { max } = deadlineDays(ZONE, NOW);
  expect(max).toBe('2027-05-22');
  expect(deadlineOf(max, ZONE, NOW)!.getTime()).toBeLessThan(LATEST);
});

test.each(['2026-11-22', '2027-05-23', '', '1.12.2026', '2026-13-01'])('%p is no deadline', (day) => {
  expect(deadlineOf(day, ZONE, NOW)).toBeUndefined();
});
