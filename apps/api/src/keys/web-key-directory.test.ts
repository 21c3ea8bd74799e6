import { request as httpRequest } from 'node:http';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { addKey, revokeKey } from '@umschlag/core';
import { freshCaller, testKey, testOctets } from '@umschlag/core/testing';
import { newId } from '@umschlag/std';
import { startTestApi, type TestApi, type TestPerson } from '../testing/index.ts';

const DOMAIN = 'amt.example';
/** The draft's own example of a name. */
const JOE = { local: 'Joe.Doe', hash: 'iy9q119eutrkn8s1mk4r39qejnbu3n5q' };
const FOLDER = '/.well-known/openpgpkey';
const advanced = (hash: string, domain = DOMAIN) => `${FOLDER}/${domain}/hu/${hash}?l=${JOE.local}`;

let api: TestApi;
let joe: Awaited<ReturnType<typeof enrol>>;
beforeAll(async () => {
  api = await startTestApi({ wkdDomains: [DOMAIN] });
  joe = await enrol(await api.createCaseworker({ email: `${JOE.local}@${DOMAIN}` }));
});
afterAll(() => api.close());

async function enrol(person: TestPerson) {
  const owner = await freshCaller(api.deps, person.accountId);
  const key = testKey();
  await addKey(api.deps, owner, key);
  return { owner, key };
}

const hashOf = async (accountId: string) => {
  const keys = api.deps.database.db.selectFrom('account_keys').where('account_id', '=', accountId);
  return (await keys.select('wkd_hash').executeTakeFirstOrThrow()).wkd_hash;
};

/** With a name of the server of its own, which fetch does not allow. */
function askAs(host: string, path: string): Promise<{ status: number | undefined; octets: Buffer }> {
  return new Promise((resolve, reject) => {
    const asking = httpRequest(new URL(path, api.url), { headers: { host } }, async (answer) => {
      const octets = Buffer.concat(await answer.toArray());
      resolve({ status: answer.statusCode, octets });
    });
    asking.on('error', reject).end();
  });
}

describe('the Web Key Directory', () => {
  test('gives a caseworker’s key by the advanced method, binary, to pages of any origin', async () => {
    const { status, octets, headers } = await api.request('GET', advanced(JOE.hash));
    expect([status, Buffer.from(octets).toString('base64')]).toEqual([200, joe.key.publicKey]);
    expect(headers.get('content-type')).toBe('application/octet-stream');
    expect(headers.get('access-control-allow-origin')).toBe('*');
    expect(headers.get('cross-origin-resource-policy')).toBe('cross-origin');
    expect((await api.request('GET', advanced(JOE.hash, 'AMT.example'))).status).toBe(200);
    expect((await api.request('HEAD', advanced(JOE.hash))).status).toBe(200);
  });

  test('gives it by the direct method to who asks the domain itself', async () => {
    const path = `${FOLDER}/hu/${JOE.hash}?l=${JOE.local}`;
    const { status, octets } = await askAs(`${DOMAIN}:8080`, path);
    expect([status, octets.toString('base64')]).toEqual([200, joe.key.publicKey]);
    expect((await askAs('other.example', path)).status).toBe(404);
  });

  test('has a policy, which says nothing', async () => {
    const answer = await api.request('GET', `${FOLDER}/${DOMAIN}/policy`);
    expect([answer.status, answer.octets.length]).toEqual([200, 0]);
    expect((await askAs(DOMAIN, `${FOLDER}/policy`)).status).toBe(200);
    expect((await api.request('GET', `${FOLDER}/other.example/policy`)).status).toBe(404);
  });

  test('has nothing of other domains, of citizens, of disabled accounts, and no revoked key', async () => {
    const elsewhere = await api.createCaseworker({ email: `p-${newId()}@other.example` });
    await enrol(elsewhere);
    const hash = (await hashOf(elsewhere.accountId))!;
    expect((await api.request('GET', advanced(hash, 'other.example'))).status).toBe(404);
    expect((await api.request('GET', advanced(hash))).status).toBe(404);

    const citizen = await api.createCitizen({ email: `c-${newId()}@${DOMAIN}` });
    await enrol(citizen);
    expect(await hashOf(citizen.accountId)).toBeNull();

    const disabled = await api.createCaseworker({ email: `d-${newId()}@${DOMAIN}` });
    await enrol(disabled);
    const path = advanced((await hashOf(disabled.accountId))!);
    expect((await api.request('GET', path)).status).toBe(200);
    await api.deps.database.transaction((tx) =>
      tx.updateTable('accounts').set({ disabled_at: api.clock.now() }).where('id', '=', disabled.accountId).execute(),
    );
    expect((await api.request('GET', path)).status).toBe(404);

    const { owner, key } = await enrol(await api.createCaseworker({ email: `r-${newId()}@${DOMAIN}` }));
    const gone = advanced((await hashOf(owner.account.id))!);
    await revokeKey(api.deps, owner, { fingerprint: key.fingerprint, statement: testOctets() });
    expect((await api.request('GET', gone)).status).toBe(404);
  });

  test.each(['%25', '%', '_'.repeat(32), `${JOE.hash}x`, `${JOE.hash.slice(1)}%25`, '..%2f..%2fpolicy'])(
    'takes %s for no name',
    async (hash) => {
      expect([400, 404]).toContain((await api.request('GET', advanced(hash))).status);
    },
  );

  test('is not there without domains', async () => {
    const bare = await startTestApi();
    const owner = await freshCaller(bare.deps, (await bare.createCaseworker({ email: `joe.doe@${DOMAIN}` })).accountId);
    await addKey(bare.deps, owner, testKey());
    for (const path of [advanced(JOE.hash), `${FOLDER}/${DOMAIN}/policy`, `${FOLDER}/policy`]) {
      expect((await bare.request('GET', path)).status).toBe(404);
    }
    await bare.close();
  });
});
