import { randomBytes } from 'node:crypto';
import { open } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { signInByPassword } from '@umschlag/core';
import { createTestDeps, type TestDeps } from '@umschlag/core/testing';

let deps: TestDeps;
beforeAll(async () => {
  deps = await createTestDeps();
});
afterAll(() => deps.close());

const FLOOD = 60;
const STEPS = 100;

test('a flood of sign-ins does not hold up the reading of files', async () => {
  const file = await open(fileURLToPath(import.meta.url));
  let ended = 0;
  const flood = Array.from({ length: FLOOD }, (_, at) =>
    signInByPassword(deps, {
      email: `p-${at}@example.org`,
      password: randomBytes(9).toString('base64url'),
      clientAddress: `192.0.2.${at}`,
      device: 'Firefox, Linux',
    }).catch(() => {
      ended += 1;
    }),
  );
  // From here on all that is left waits to be hashed, without a pause.
  await Promise.all(flood.slice(0, 10));
  for (let step = 0; step < STEPS; step++) await file.stat();
  // Were all threads taken, each step would wait for a password.
  const left = FLOOD - ended;
  await Promise.all(flood);
  await file.close();
  expect(left).toBeGreaterThan(FLOOD / 2);
});
