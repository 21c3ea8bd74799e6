import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { createTestDeps, type TestDeps } from '../testing/index.ts';
import { networksOf } from './client-network.policy.ts';
import { createGate } from './gate.ts';
import { createCaseworker, signInByPassword } from './index.ts';
import { rememberDevice } from './known-device.ts';
import { checkPassword, type PasswordCheck } from './password-hash.ts';

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

const WAITING = 200;
const MANY_DEVICES = WAITING + 50;

test('whoever signs in from one network with very many known devices keeps no known device of another network out', async () => {
  const [own, foreign] = ['max@example.org', 'mallory@example.org'];
  for (const email of [own, foreign]) {
    await createCaseworker(deps, { email, displayName: 'M', organisationName: 'Amt', password: PASSWORD });
  }
  const flood = { refused: 0, checked: 0 };
  let checkedBefore = Number.NaN;
  // The real line, with work that is quicker than hashing and begins when all stand in it.
  const { promise: everybodyStands, resolve: begin } = Promise.withResolvers<void>();
  const gate = createGate({ atOnce: 1, waiting: WAITING });
  const check: PasswordCheck = (_, password, lane) =>
    gate(lane, async () => {
      await everybodyStands;
      if (password === PASSWORD) checkedBefore = flood.checked;
      else flood.checked += 1;
      return password === PASSWORD;
    });
  const nextTurn = () => new Promise((resolve) => setImmediate(resolve));
  const signIn = (email: string, password: string, clientAddress: string) => {
    const deviceToken = rememberDevice(deps, undefined, email).token;
    return signInByPassword(deps, { email, password, clientAddress, device: 'Firefox, Linux', deviceToken }, check);
  };
  const flooding = Array.from({ length: MANY_DEVICES }, async (_, at) => {
    const { code } = await signIn(foreign, 'x', `203.0.113.${at}`).catch((error) => error);
    if (code === 'too_many_requests') flood.refused += 1;
  });
  while (flood.refused < MANY_DEVICES - WAITING - 1) await nextTurn();
  let isOver = false;
  const ofAnother = signIn(own, PASSWORD, '198.51.100.7').finally(() => {
    isOver = true;
  });
  while (flood.refused < MANY_DEVICES - WAITING && !isOver) await nextTurn();
  begin();
  await Promise.all([...flooding, ofAnother]);
  expect(checkedBefore).toBeLessThan(5);
});
