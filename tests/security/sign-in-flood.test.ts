import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { signInByPassword } from '@umschlag/core';
import { createTestDeps, type TestDeps } from '@umschlag/core/testing';

let deps: TestDeps;
beforeAll(async () => {
  deps = await createTestDeps();
});
afterAll(() => deps.close());

const FLOOD = 40;
const READS = 30;

test('a flood of sign-ins does not hold up the reading of files', async () => {
  let ended = 0;
  const flood = Array.from({ length: FLOOD }, (_, at) =>
    signInByPassword(deps, {
      email: `p-${at}@example.org`,
      password: 'x',
      clientAddress: `192.0.2.${at}`,
      device: 'Firefox, Linux',
    }).catch(() => {
      ended += 1;
    }),
  );
  // From here on all that is left waits to be hashed, without a pause.
  await Promise.all(flood.slice(0, 10));
  const before = ended;
  for (let reads = 0; reads < READS; reads++) await readFile(fileURLToPath(import.meta.url));
  // Were all threads taken, each step of a read would wait for a password: nearly one for each read.
  expect(ended - before).toBeLessThan(READS / 3);
  await Promise.all(flood);
});
