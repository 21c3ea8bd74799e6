import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { createCaseworker, signInByPassword } from '@umschlag/core';
import { createTestDeps, type TestDeps } from '@umschlag/core/testing';

let deps: TestDeps;
beforeAll(async () => {
  deps = await createTestDeps();
});
afterAll(() => deps.close());

const FLOOD = 60;
const PASSWORD = 'Tür7Fenster%Dach';
const device = 'Firefox, Linux';

test('whoever floods sign-in from all of a /48 waits behind themselves: the next person does not wait for the flood', async () => {
  const email = 'erika@example.org';
  await createCaseworker(deps, { email, displayName: 'Erika', organisationName: 'Amt', password: PASSWORD });
  let ended = 0;
  const flood = Array.from({ length: FLOOD }, (_, at) => {
    const password = randomBytes(9).toString('base64url');
    const clientAddress = `2001:db8:0:${at.toString(16)}::1`;
    return signInByPassword(deps, { email: `p-${at}@example.org`, password, clientAddress, device }).catch(() => {
      ended += 1;
    });
  });
  await Promise.all(flood.slice(0, 5));
  const before = ended;
  await signInByPassword(deps, { email, password: PASSWORD, clientAddress: '198.51.100.7', device });
  const meanwhile = ended - before;
  await Promise.all(flood);
  expect(meanwhile).toBeLessThan(FLOOD / 3);
});
