import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { startTestApi, type TestApi } from '@umschlag/api/testing';
import { type ApiRoute, routes } from '@umschlag/contract';
import { newSecretToken } from '@umschlag/std';
import { EXPECTATIONS, type Expectation, ROLES, type Role } from './access/expectations.ts';
import { type Cast, gatherCast } from './access/people.ts';
import { SECRET_REPLY, SECRET_SUBJECT, type Thing } from './access/thing.ts';
import { makeThing, THINGS } from './access/things.ts';

let api: TestApi;
let cast: Cast;
beforeAll(async () => {
  api = await startTestApi();
  cast = await gatherCast(api);
});
afterAll(() => api.close());

/** Whose answers may hold a secret, and whose list of what they have received. */
const SECRETS: readonly { text: string; insiders: readonly Role[]; receivers: readonly Role[] }[] = [
  { text: SECRET_SUBJECT, insiders: ['owner', 'owner-token', 'bad-origin', 'holder'], receivers: ['addressed'] },
  { text: SECRET_REPLY, insiders: ['addressed'], receivers: ['owner', 'bad-origin'] },
];

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

async function callAs(role: Role, key: string, thing: Thing) {
  const proof = await cast.proofOf(role);
  const cookie = [proof.cookie, thing.cookie].filter((part) => part !== undefined).join('; ');
  return api.call(key as ApiRoute, {
    params: thing.params ?? {},
    query: thing.query ?? {},
    body: thing.body as never,
    cookie: cookie === '' ? undefined : cookie,
    bearer: role === 'holder' ? thing.holderBearer : proof.bearer,
    headers: { ...thing.headers, ...proof.headers },
  });
}

/** What each role really gets. What succeeds uses its thing up, so the next role has a new one. */
async function walk({ key, state, statuses }: Expectation): Promise<{ role: Role; status: number; text: string }[]> {
  const seen: { role: Role; status: number; text: string }[] = [];
  let thing = await makeThing(key, api, cast, state);
  for (const role of statuses.keys()) {
    const { status, octets } = await callAs(role, key, thing);
    seen.push({ role, status, text: new TextDecoder().decode(octets) });
    if (status < 300 && !key.startsWith('GET ')) thing = await makeThing(key, api, cast, state);
  }
  return seen;
}

describe('who may call what', () => {
  test('every route of the contract has its line, and every line its route', () => {
    expect([...new Set(EXPECTATIONS.map(({ key }) => key))].sort()).toEqual(Object.keys(routes).sort());
    expect(Object.keys(THINGS).sort()).toEqual(Object.keys(routes).sort());
  });

  test('every role is answered for on every line, but for the upload’s holder', () => {
    for (const { key, statuses } of EXPECTATIONS) {
      const isUpload = routes[key as ApiRoute].access === 'upload-token';
      expect([key, statuses.size]).toEqual([key, isUpload ? ROLES.length : ROLES.length - 1]);
    }
  });

  test.each(
    EXPECTATIONS.map((expectation) => [`${expectation.key} ${expectation.state}`.trim(), expectation] as const),
  )('%s', async (_, expectation) => {
    const seen = await walk(expectation);
    const statuses = Object.fromEntries(seen.map(({ role, status }) => [role, status]));
    expect(statuses).toEqual(Object.fromEntries(expectation.statuses));
    const isOnLink = ['link', 'entrance', 'submission'].includes(routes[expectation.key as ApiRoute].access);
    const isReceived = expectation.key === 'GET /api/v1/received';
    const leaks = SECRETS.flatMap(({ text: secret, insiders, receivers }) =>
      seen.filter(
        ({ role, status, text }) =>
          text.includes(secret) &&
          !insiders.includes(role) &&
          !(isOnLink && status < 300) &&
          !(isReceived && receivers.includes(role)),
      ),
    );
    expect(leaks.map(({ role }) => role)).toEqual([]);
  });

  const hidden = EXPECTATIONS.filter(({ key, statuses }) => key.includes('/:') && statuses.get('elsewhere') === 404);
  test.each(hidden.map((expectation) => [`${expectation.key} ${expectation.state}`.trim(), expectation] as const))(
    'the refusal of a stranger says the same whether the thing exists or not: %s',
    async (_, { key, state }) => {
      const thing = await makeThing(key, api, cast, state);
      const absent = { ...thing, params: absentParams(thing.params!) };
      const answers = [await callAs('elsewhere', key, thing), await callAs('elsewhere', key, absent)];
      const [foreign, none] = answers.map(({ status, headers, body }) => {
        const { requestId: _, ...rest } = (body as unknown as { error: { requestId: string } }).error;
        return { status, names: [...headers.keys()].sort(), rest };
      });
      expect(foreign).toEqual(none);
      expect(foreign!.status).toBe(404);
    },
  );

  test('that is tried on each route that has an id and is not on a link', () => {
    const open = ['caseworker', 'account', 'upload-token'];
    const withId = Object.entries(routes).filter(([key, { access }]) => key.includes('/:') && open.includes(access));
    const tried = new Set(hidden.map(({ key }) => key));
    expect(withId.map(([key]) => key).filter((key) => !tried.has(key))).toEqual([]);
  });
});

/** What nobody has: ids and tokens of the same form. Numbers stay. */
function absentParams(params: NonNullable<Thing['params']>): NonNullable<Thing['params']> {
  const absent = (value: string | number) => {
    if (typeof value === 'number') return value;
    return UUID.test(value) ? crypto.randomUUID() : newSecretToken();
  };
  return Object.fromEntries(Object.entries(params).map(([name, value]) => [name, absent(value)]));
}
