import { beforeEach, describe, expect, test } from '@jest/globals';
import { IDLE_MS, IdleLock } from './idle-lock.ts';

describe('an unlocked key that nobody uses', () => {
  let now: number;
  let timers: { at: number; act: () => void }[];
  let locked: number;
  let lock: IdleLock;
  const pass = (ms: number) => {
    now += ms;
    for (const timer of timers.filter(({ at }) => at <= now)) timer.act();
    timers = timers.filter(({ at }) => at > now);
  };
  beforeEach(() => {
    [now, timers, locked] = [0, [], 0];
    lock = new IdleLock(() => locked++, {
      now: () => now,
      after(ms, act) {
        const timer = { at: now + ms, act };
        timers.push(timer);
        return () => void timers.splice(timers.indexOf(timer), 1);
      },
    });
  });

  test('is locked after 15 minutes, not before', () => {
    lock.touch();
    pass(IDLE_MS - 1);
    expect([locked, lock.isOver]).toEqual([0, false]);
    pass(1);
    expect([locked, lock.isOver]).toEqual([1, true]);
  });

  test('each use begins the time anew', () => {
    lock.touch();
    pass(IDLE_MS - 1);
    lock.touch();
    pass(IDLE_MS - 1);
    expect(locked).toBe(0);
    pass(1);
    expect(locked).toBe(1);
  });

  test('counts as locked after a sleep in which no timer ran', () => {
    lock.touch();
    now += IDLE_MS;
    expect([locked, lock.isOver]).toEqual([0, true]);
  });
});
