import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { createTestDeps, type TestDeps } from '../testing/index.ts';
import { networksOf } from './client-network.policy.ts';
import { createCaseworker, signInByPassword } from './index.ts';
import { checkPassword } from './password-hash.ts';

let deps: TestDeps;
beforeAll(async () => {
  deps = await createTestDeps();
});
afterAll(() => deps.close());

const FLOOD = 60;
const PASSWORD = 'Tür7Fenster%Dach';

test('whoever floods sign-in from all of a /48 waits behind themselves: the next person does not wait for the flood', async () => {
  const email = 'erika@example.org';
  await createCaseworker(deps, { email, displayName: 'Erika', organisationName: 'Amt', password: PASSWORD });
  let ended = 0;
  const flood = Array.from({ length: FLOOD }, async (_, subnet) => {
    await checkPassword(null, 'x', networksOf(`2001:db8:0:${subnet.toString(16)}::1`));
    ended += 1;
  });
  await signInByPassword(deps, { email, password: PASSWORD, clientAddress: '198.51.100.7', device: 'Firefox, Linux' });
  const meanwhile = ended;
  await Promise.all(flood);
  expect(meanwhile).toBeLessThan(FLOOD / 2);
});
