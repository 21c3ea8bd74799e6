import { expect, test } from '@jest/globals';
import { inParallel } from './in-parallel.ts';
import { Slots } from './slots.ts';
import { Turns } from './turns.ts';

test('no more than the width runs at once, and a failure is thrown when nothing runs any more', async () => {
  let running = 0;
  let most = 0;
  const begun: number[] = [];
  const all = inParallel([1, 2, 3, 4, 5, 6], 2, async (item) => {
    begun.push(item);
    most = Math.max(most, ++running);
    await Promise.resolve();
    running -= 1;
    if (item === 2) throw new Error('two');
  });
  await expect(all).rejects.toThrow('two');
  expect({ most, running }).toEqual({ most: 2, running: 0 });
  expect(begun.length).toBeLessThan(6);
});

test('a slot is handed on, after a failure too', async () => {
  const slots = new Slots(1);
  const failing = slots.use(() => Promise.reject(new Error('x')));
  const waiting = slots.use(async (slot) => slot.plain(3).length);
  await expect(failing).rejects.toThrow('x');
  expect(await waiting).toBe(3);
});

test('turns are kept, and one that is given up holds nobody', async () => {
  const turns = new Turns();
  const order: number[] = [];
  const [first, second, third] = [turns.take(), turns.take(), turns.take()];
  const late = third.run(async () => order.push(3));
  second.giveUp();
  await first.run(async () => order.push(1));
  await late;
  await first.run(async () => order.push(4));
  expect(order).toEqual([1, 3, 4]);
});
