import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { startTestApi, type TestApi } from '@umschlag/api/testing';
import { testFingerprint, testKey, testOctets, testPublicKey, testRotation } from '@umschlag/core/testing';

let api: TestApi;
beforeAll(async () => {
  api = await startTestApi();
});
afterAll(() => api.close());

const citizen = async () => api.signInAs(await api.createCitizen());
const caseworker = async () => api.signInAs(await api.createCaseworker());

async function enrolled() {
  const person = await citizen();
  const key = testKey();
  await api.call('POST /api/v1/account/key', { cookie: person.cookie, body: key });
  return { ...person, key };
}

describe('what others get to know of a key', () => {
  test('a stranger and a citizen look nobody up', async () => {
    const { email } = await enrolled();
    const { cookie } = await citizen();
    for (const proof of [{}, { cookie }]) {
      const looked = await api.call('POST /api/v1/keys/lookup', { ...proof, body: { emails: [email] } });
      const history = await api.call('POST /api/v1/keys/history', { ...proof, body: { email } });
      const code = 'cookie' in proof ? 'not_allowed' : 'sign_in_required';
      expect([looked.code, history.code]).toEqual([code, code]);
    }
  });

  test('an unlock’s material, and the old secret key, are in no answer but the owner’s', async () => {
    const { email, key, cookie } = await enrolled();
    const rotation = testRotation(key.fingerprint);
    await api.call('POST /api/v1/account/key/rotate', { cookie, body: rotation });
    const secrets = [key.unlocks[0]!.material, rotation.unlocks[0]!.material, rotation.formerKey];
    const asker = await caseworker();
    const answers = await Promise.all([
      api.call('POST /api/v1/keys/lookup', { cookie: asker.cookie, body: { emails: [email] } }),
      api.call('POST /api/v1/keys/history', { cookie: asker.cookie, body: { email } }),
      api.call('GET /api/v1/key-log', { cookie: asker.cookie }),
      api.call('GET /api/v1/account/key', { cookie: asker.cookie }),
    ]);
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
    expect(JSON.stringify(answers[0]!.body)).toContain(rotation.fingerprint);
    expect(JSON.stringify(answers[1]!.body)).toContain(rotation.statement);
    for (const { body } of answers) for (const secret of secrets) expect(JSON.stringify(body)).not.toContain(secret);
    const own = JSON.stringify((await api.call('GET /api/v1/account/key', { cookie })).body);
    expect(secrets.map((secret) => own.includes(secret))).toEqual([false, true, true]);
  });

  test('an API token does not get the unlocks', async () => {
    const { cookie } = await caseworker();
    const made = await api.call('POST /api/v1/api-tokens', { cookie, body: { name: 'x', validDays: 1 } });
    const answer = await api.call('GET /api/v1/account/key', { bearer: made.body.token });
    expect(answer.code).toBe('sign_in_required');
  });

  test('the log of the server holds nothing of a key', async () => {
    const { key, email } = await enrolled();
    const { cookie } = await caseworker();
    await api.call('POST /api/v1/keys/lookup', { cookie, body: { emails: [email] } });
    const log = api.log.join('\n');
    for (const trace of [key.fingerprint, key.publicKey, key.unlocks[0]!.material, email]) {
      expect(log).not.toContain(trace);
    }
  });
});

describe('what the server takes', () => {
  const unlock = testKey().unlocks[0]!;
  test.each([
    ['a fingerprint in small letters', { fingerprint: testFingerprint().toLowerCase() }, 'invalid_request'],
    ['a fingerprint that is too long', { fingerprint: `${testFingerprint()}00` }, 'invalid_request'],
    ['a version that is none', { version: 5 }, 'invalid_request'],
    ['a fingerprint of another version', { version: 6 }, 'key_invalid'],
    ['a key that is no base64', { publicKey: '????' }, 'invalid_request'],
    ['base64 of URLs', { publicKey: 'xs-_' }, 'invalid_request'],
    ['an empty key', { publicKey: '' }, 'invalid_request'],
    ['a secret key', { publicKey: Buffer.from([0xc5, 1, 2]).toString('base64') }, 'key_invalid'],
    ['one octet too many', { publicKey: testPublicKey(16_385) }, 'invalid_request'],
    ['three octets too many', { publicKey: testPublicKey(16_387) }, 'invalid_request'],
    ['no unlock', { unlocks: [] }, 'invalid_request'],
    ['eleven unlocks', { unlocks: Array(11).fill(unlock) }, 'invalid_request'],
    ['an unknown kind of unlock', { unlocks: [{ ...unlock, kind: 'question' }] }, 'invalid_request'],
    ['a label with NUL', { unlocks: [{ ...unlock, label: 'a\u0000b' }] }, 'invalid_request'],
    ['a label that is too long', { unlocks: [{ ...unlock, label: 'x'.repeat(101) }] }, 'invalid_request'],
    ['an unlock that is too large', { unlocks: [{ ...unlock, material: testOctets(16_385) }] }, 'invalid_request'],
  ])('%s is refused with a code that stays', async (_, change, code) => {
    const { cookie } = await citizen();
    const answer = await api.call('POST /api/v1/account/key', { cookie, body: { ...testKey(), ...change } as never });
    expect(answer.code).toBe(code);
    expect((await api.call('GET /api/v1/account/key', { cookie })).body).toEqual({ key: null, formerKeys: [] });
  });

  test.each([
    ['no address', []],
    ['more than 200', Array(201).fill('a@example.org')],
    ['something that is no text', [1]],
  ])('a lookup of %s is refused', async (_, emails) => {
    const { cookie } = await caseworker();
    const answer = await api.call('POST /api/v1/keys/lookup', { cookie, body: { emails } as never });
    expect(answer.code).toBe('invalid_request');
  });

  test('a page of another site changes no key, though the browser sends the cookie', async () => {
    const { cookie } = await citizen();
    const headers = { origin: 'https://evil.example' };
    const answer = await api.call('POST /api/v1/account/key', { cookie, headers, body: testKey() });
    expect(answer.code).toBe('forbidden_origin');
  });

  test('two who press at once with one session get one key, and the other a clear answer', async () => {
    const { cookie } = await citizen();
    const post = () => api.call('POST /api/v1/account/key', { cookie, body: testKey() });
    const answers = await Promise.all([post(), post()]);
    expect(answers.map(({ status, code }) => code ?? status).sort()).toEqual([201, 'key_exists']);
  });
});
