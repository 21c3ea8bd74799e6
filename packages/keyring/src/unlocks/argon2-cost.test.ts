import { expect, test } from '@jest/globals';
import { ARGON2_CEILING, ARGON2_FLOOR, chooseArgon2Cost, isWithin } from './argon2-cost.ts';
import { tuneArgon2 } from './tune-argon2.ts';

const kibPasses = (cost: { passes: number; memoryExponent: number }): number => cost.passes * 2 ** cost.memoryExponent;

test.each([1, 40, 80, 100, 150, 200, 260, 300, 301, 320, 400, 450, 500, 599, 600, 650, 900])(
  'on a machine that takes %i ms for the floor, a passphrase costs at least the floor and at most a second',
  (floorMs) => {
    const cost = chooseArgon2Cost(floorMs);
    const expectedMs = (floorMs * kibPasses(cost)) / kibPasses(ARGON2_FLOOR);
    expect(expectedMs).toBeLessThanOrEqual(1000);
    // Below 113 ms the limit on passes holds: phones must open the unlock too.
    if (floorMs >= 80) expect(expectedMs).toBeGreaterThanOrEqual(300);
    expect(kibPasses(cost)).toBeGreaterThanOrEqual(kibPasses(ARGON2_FLOOR));
    expect(isWithin(cost, ARGON2_CEILING)).toBe(true);
  },
);

test('on a slow machine the floor stays, however long it takes', () => {
  expect(chooseArgon2Cost(1300)).toEqual(ARGON2_FLOOR);
  expect(chooseArgon2Cost(20_000)).toEqual(ARGON2_FLOOR);
});

test('memory comes before passes', () => {
  expect(chooseArgon2Cost(300)).toEqual({ passes: 3, lanes: 4, memoryExponent: 17 });
  expect(chooseArgon2Cost(301)).toEqual({ passes: 6, lanes: 4, memoryExponent: 16 });
});

test('the better of two measurements counts, since the first one loads the program', async () => {
  const times = [2000, 150];
  expect(await tuneArgon2(async () => times.shift()!)).toEqual({ cost: chooseArgon2Cost(150), floorMs: 150 });
});

test('this machine is measured and gets a cost that it can pay', async () => {
  const { cost, floorMs } = await tuneArgon2();
  process.stderr.write(
    `Argon2id 3 passes, 4 lanes, 64 MiB: ${Math.round(floorMs)} ms; chosen ${JSON.stringify(cost)}\n`,
  );
  expect(floorMs).toBeGreaterThan(1);
  expect(cost).toEqual(chooseArgon2Cost(floorMs));
});
