import { describe, expect, test } from '@jest/globals';
import { partsInFlight, Slots } from './slots.ts';

const never = new AbortController().signal;
const settle = () => Promise.resolve();

describe('slots', () => {
  test('never give out more than the limit, and give on what is returned', async () => {
    const slots = new Slots(2);
    let running = 0;
    let most = 0;
    const work = async () => {
      const release = await slots.acquire(never);
      most = Math.max(most, ++running);
      await settle();
      running -= 1;
      release();
      release();
    };
    await Promise.all(Array.from({ length: 10 }, work));
    expect(most).toBe(2);
  });

  test('who waits is let go when aborted, and takes nothing along', async () => {
    const slots = new Slots(1);
    const release = await slots.acquire(never);
    const abort = new AbortController();
    const waiting = slots.acquire(abort.signal);
    abort.abort(new Error('paused'));
    await expect(waiting).rejects.toThrow('paused');
    release();
    await expect(slots.acquire(never)).resolves.toBeInstanceOf(Function);
  });
});

test('on a slow line fewer parts go side by side', () => {
  expect([1000, 10_001, 25_001].map(partsInFlight)).toEqual([4, 2, 1]);
});
