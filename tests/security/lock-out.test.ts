import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { askSignInCode, createCaseworker, type SignedIn, signInByPassword } from '@umschlag/core';
import { createTestDeps, type TestDeps } from '@umschlag/core/testing';
import { DAY_MS, MINUTE_MS, newId } from '@umschlag/std';

let deps: TestDeps;
beforeAll(async () => {
  deps = await createTestDeps();
});
afterAll(() => deps.close());

const PASSWORD = 'Tür7Fenster%Dach';
const device = 'Firefox, Linux';
const newAddress = () => `p-${newId().slice(0, 8)}@example.org`;
let networks = 0;
/** An address in an IPv4 /24 of its own. */
const newNetwork = () => `10.${++networks >> 8}.${networks & 255}.7`;
const REFUSED = { code: 'too_many_requests' };

async function caseworker(): Promise<string> {
  const email = newAddress();
  await createCaseworker(deps, { email, displayName: 'Erika', organisationName: 'Amt', password: PASSWORD });
  return email;
}

/** Signs in with the right password; notes the waits instead of waiting. */
async function signIn(email: string, clientAddress: string, deviceToken?: string) {
  const waits: number[] = [];
  const wait = async (ms: number) => void waits.push(ms);
  const input = { email, password: PASSWORD, clientAddress, device, deviceToken };
  const signedIn: SignedIn = await signInByPassword(deps, input, undefined, wait);
  return { ...signedIn, waits };
}

/** Tries a wrong password without the work of hashing it. @returns how long the try was held up, or the refusal */
async function guess(email: string, clientAddress: string, deviceToken?: string): Promise<number | string> {
  let waitedMs = 0;
  const wait = async (ms: number) => {
    waitedMs = ms;
  };
  const input = { email, password: 'x', clientAddress, device, deviceToken };
  const error = await signInByPassword(deps, input, async () => false, wait).catch(({ code }) => code);
  return error === 'sign_in_failed' ? waitedMs : error;
}

async function guesses(email: string, count: number, from: () => string) {
  const outcomes: (number | string)[] = [];
  for (let tries = 0; tries < count; tries++) outcomes.push(await guess(email, from()));
  return outcomes;
}

const ask = (email: string, clientAddress: string, deviceToken?: string) =>
  askSignInCode(deps, { email, language: 'de', clientAddress, deviceToken });
const mailsTo = async (email: string) =>
  (await deps.database.db.selectFrom('mails').where('to_email', '=', email).select('id').execute()).length;

describe('whoever tries passwords for somebody’s address', () => {
  test('does not keep the real person out who comes from another network', async () => {
    const email = await caseworker();
    const outcomes = await guesses(email, 40, () => '192.0.2.1');
    expect(outcomes.filter((outcome) => outcome === REFUSED.code)).toHaveLength(30);
    const { waits } = await signIn(email, newNetwork());
    expect(waits).toEqual([]);
  });

  test('does not get more tries by changing within a /48 or a /24', async () => {
    for (const from of [(n: number) => `2001:db8:0:${n.toString(16)}::1`, (n: number) => `192.0.2.${n}`]) {
      let n = 0;
      const outcomes = await guesses(newAddress(), 15, () => from(++n));
      expect(outcomes.slice(10)).toEqual(Array(5).fill(REFUSED.code));
    }
  });

  test('from many networks slows the real person on a new device, and refuses them only past a long wait', async () => {
    const email = await caseworker();
    expect(await guesses(email, 30, newNetwork)).toEqual(Array(30).fill(0));
    expect((await signIn(email, newNetwork())).waits).toEqual([5_000]);
    expect(await guesses(email, 4, newNetwork)).toEqual([10_000, 15_000, 20_000, REFUSED.code]);
    await expect(signIn(email, newNetwork())).rejects.toMatchObject({ ...REFUSED, details: { retryAfterSeconds: 5 } });
    deps.clock.advanceMs(5_000);
    expect((await signIn(email, newNetwork())).waits).toEqual([20_000]);
    deps.clock.advanceMs(15 * MINUTE_MS);
    expect((await signIn(email, newNetwork())).waits).toEqual([]);
  });

  test('from many networks does not even slow a device that has signed in before', async () => {
    const email = await caseworker();
    const { knownDevice } = await signIn(email, '198.51.100.1');
    await guesses(email, 40, newNetwork);
    await guesses(email, 15, () => '198.51.100.1');
    expect((await signIn(email, '198.51.100.1', knownDevice.token)).waits).toEqual([]);
  });

  test('is slowed and refused alike for known and unknown addresses', async () => {
    const tries = async (email: string) => [
      ...(await guesses(email, 12, () => '203.0.113.9')),
      ...(await guesses(email, 30, newNetwork)),
    ];
    const known = await tries(await caseworker());
    deps.clock.advanceMs(15 * MINUTE_MS);
    expect(await tries(newAddress())).toEqual(known);
  });

  test('takes turns one after the other, also when all come at once', async () => {
    const email = newAddress();
    const outcomes = await Promise.all(Array.from({ length: 40 }, () => guess(email, newNetwork())));
    const waits = outcomes.filter((outcome) => typeof outcome === 'number').sort((a, b) => a - b);
    expect(waits).toEqual([...Array(30).fill(0), 5_000, 10_000, 15_000, 20_000]);
  });
});

describe('the cookie of a known device', () => {
  test('is good for ten tries and no more: whoever stole it does not guess without end', async () => {
    const email = await caseworker();
    const { knownDevice } = await signIn(email, newNetwork());
    for (let tries = 0; tries < 10; tries++) expect(await guess(email, newNetwork(), knownDevice.token)).toBe(0);
    expect(await guess(email, newNetwork(), knownDevice.token)).toBe(REFUSED.code);
  });

  test('gives no new tries by being renewed', async () => {
    const email = await caseworker();
    let { token } = (await signIn(email, newNetwork())).knownDevice;
    for (let tries = 0; tries < 10; tries++) token = (await signIn(email, newNetwork(), token)).knownDevice.token;
    await expect(signIn(email, newNetwork(), token)).rejects.toMatchObject(REFUSED);
  });

  test('of another address, altered or expired makes a stranger of its bearer', async () => {
    const [email, other] = [await caseworker(), await caseworker()];
    const own = (await signIn(email, newNetwork())).knownDevice;
    const foreign = (await signIn(other, newNetwork())).knownDevice;
    await guesses(email, 31, newNetwork);
    const [id, until, mac] = own.token.split('.') as [string, string, string];
    for (const token of [foreign.token, `${newId()}.${until}.${mac}`, `${id}.${Number(until) + 1}.${mac}`, '', 'x']) {
      expect(await guess(email, newNetwork(), token)).not.toBe(0);
      deps.clock.advanceMs(5_000);
    }
    expect(await guess(email, newNetwork(), own.token)).toBe(0);
    deps.clock.advanceMs(91 * DAY_MS);
    await guesses(email, 30, newNetwork);
    expect(await guess(email, newNetwork(), own.token)).toBe(5_000);
  });

  test('holds no mail address', async () => {
    const email = await caseworker();
    const { token } = (await signIn(email, newNetwork())).knownDevice;
    expect(token).toMatch(/^[0-9a-f-]{36}\.\d+\.[\w-]{43}$/);
  });
});

describe('whoever asks for codes for somebody’s address', () => {
  test('causes no more than twenty mails a day, from however many networks', async () => {
    const email = newAddress();
    const outcomes: string[] = [];
    for (let hours = 0; hours < 24; hours++) {
      for (let asked = 0; asked < 3; asked++) {
        outcomes.push(
          await ask(email, newNetwork()).then(
            () => 'mailed',
            ({ code }) => code,
          ),
        );
      }
      deps.clock.advanceMs(59 * MINUTE_MS);
    }
    expect(outcomes).toEqual([...Array(20).fill('mailed'), ...Array(52).fill(REFUSED.code)]);
    expect(await mailsTo(email)).toBe(20);
    deps.clock.advanceMs(DAY_MS);
    await ask(email, newNetwork());
  });

  test('holds to the cap when all come at once', async () => {
    const email = newAddress();
    await Promise.allSettled(Array.from({ length: 40 }, () => ask(email, newNetwork())));
    expect(await mailsTo(email)).toBe(20);
  });

  test('from one network, a whole /48 even, does not use up what the real person needs elsewhere', async () => {
    const email = newAddress();
    for (let asked = 0; asked < 30; asked++) {
      await ask(email, `2001:db8:0:${asked.toString(16)}::1`).catch(() => {});
    }
    expect(await mailsTo(email)).toBe(6);
    await ask(email, newNetwork());
  });

  test('from many networks does not keep a device out that has signed in before', async () => {
    const email = await caseworker();
    const { knownDevice } = await signIn(email, newNetwork());
    for (let asked = 0; asked < 25; asked++) await ask(email, newNetwork()).catch(() => {});
    await expect(ask(email, newNetwork())).rejects.toMatchObject(REFUSED);
    await ask(email, newNetwork(), knownDevice.token);
    expect(await mailsTo(email)).toBe(21);
  });

  test('gets the same answers for known and unknown addresses', async () => {
    const answers = async (email: string, from: string) => {
      const codes: string[] = [];
      for (let asked = 0; asked < 8; asked++) {
        codes.push(
          await ask(email, from).then(
            (answer) => Object.keys(answer).join(),
            ({ code }) => code,
          ),
        );
      }
      return codes;
    };
    expect(await answers(await caseworker(), newNetwork())).toEqual(await answers(newAddress(), newNetwork()));
  });
});
