import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { accountMails, createCaseworker } from '@umschlag/core';
import { MINUTE_MS, newId } from '@umschlag/std';
import { startTestApi, type TestApi } from '../testing/index.ts';

const PASSWORD = 'Tür7Fenster%Dach';
let api: TestApi;
beforeAll(async () => {
  api = await startTestApi();
});
afterAll(() => api.close());

const newAddress = () => `p-${newId().slice(0, 8)}@example.org`;
const cookieOf = (cookies: Readonly<Record<string, string>>) =>
  Object.entries(cookies)
    .map(([name, value]) => `${name}=${value}`)
    .join('; ');

async function administrator() {
  const email = newAddress();
  const person = { email, displayName: 'Dana', organisationName: email, password: PASSWORD };
  await createCaseworker(api.deps, { ...person, role: 'administrator' });
  const { cookies, body } = await api.call('POST /api/v1/session/password', { body: { email, password: PASSWORD } });
  return { email, cookie: cookieOf(cookies), account: body.account };
}

/** What the worker would mail. */
async function mailed(kind: 'sign-in' | 'invitation', subjectId: string): Promise<string> {
  return (await accountMails[kind].compose(api.deps, api.deps.database.db, subjectId))!.text;
}

async function ask(email: string, cookie?: string) {
  const answer = await api.call('POST /api/v1/session/code', { body: { email, language: 'en' }, cookie });
  const text = await mailed('sign-in', answer.body.challengeId);
  const code = /^\s*(\d{4}) ?(\d{4})\s*$/m.exec(text)!.slice(1).join('');
  const token = /#(\S+)/.exec(text)![1]!;
  return {
    challengeId: answer.body.challengeId,
    code,
    token,
    browser: cookieOf(answer.cookies),
    status: answer.status,
  };
}

describe('the session', () => {
  test('nobody is signed in at first, and the answer says so', async () => {
    expect((await api.call('GET /api/v1/session')).body).toEqual({ account: null, platformName: 'Umschlag' });
    expect((await api.call('GET /api/v1/session', { cookie: `umschlag=${'x'.repeat(43)}` })).body.account).toBeNull();
  });

  test('sign in by password, look, sign out', async () => {
    const { email, cookie, account } = await administrator();
    expect(account).toMatchObject({ email, kind: 'caseworker', hasPassword: true, organisation: { name: email } });
    expect(account).not.toHaveProperty('emailKey');
    expect((await api.call('GET /api/v1/session', { cookie })).body.account).toEqual(account);
    const out = await api.call('DELETE /api/v1/session', { cookie });
    expect([out.status, out.cookies]).toEqual([204, { umschlag: '' }]);
    expect((await api.call('GET /api/v1/session', { cookie })).body.account).toBeNull();
  });

  test('the cookie is out of reach for scripts and other sites', async () => {
    const { email } = await administrator();
    const { headers } = await api.call('POST /api/v1/session/password', { body: { email, password: PASSWORD } });
    expect(headers.getSetCookie()[0]).toMatch(/^umschlag=[\w-]{43}; Path=\/; Expires=.*; HttpOnly; SameSite=Lax$/);
  });

  test('register by code, and by link in the same browser only', async () => {
    const { challengeId, code, status } = await ask(newAddress());
    const confirmed = await api.call('POST /api/v1/session/code/confirm', { body: { challengeId, code } });
    expect([status, confirmed.body.account.kind]).toEqual([202, 'citizen']);

    const { token, browser } = await ask(newAddress());
    const confirm = (cookie?: string) => api.call('POST /api/v1/session/link/confirm', { body: { token }, cookie });
    expect((await confirm()).code).toBe('code_wrong_or_expired');
    expect((await confirm(browser)).status).toBe(200);
  });

  test('too many tries are told with the time to wait', async () => {
    const email = newAddress();
    const attempt = () => api.call('POST /api/v1/session/password', { body: { email, password: 'x' } });
    for (let tries = 0; tries < 10; tries++) expect((await attempt()).code).toBe('sign_in_failed');
    const answer = await attempt();
    expect([answer.status, answer.headers.get('retry-after')]).toEqual([429, '900']);
  });

  test('a browser that has signed in before gets in while strangers of its own network are refused', async () => {
    const { email, cookie } = await administrator();
    const device = /umschlag-device=[^;]+/.exec(cookie)![0];
    const signIn = (password: string, sent?: string) =>
      api.call('POST /api/v1/session/password', { body: { email, password }, cookie: sent });
    for (let tries = 0; tries < 10; tries++) await signIn('x');
    expect((await signIn(PASSWORD)).code).toBe('too_many_requests');
    expect((await signIn(PASSWORD, device)).body.account.email).toBe(email);
    // It signs nobody in by itself.
    expect((await api.call('GET /api/v1/session', { cookie: device })).body.account).toBeNull();
  });
});

describe('one’s own account', () => {
  test('name, language, password, sessions', async () => {
    const { cookie, email } = await administrator();
    const changed = await api.call('PATCH /api/v1/account', { cookie, body: { displayName: 'Erika', language: 'en' } });
    expect(changed.body.account).toMatchObject({ displayName: 'Erika', language: 'en' });
    const second = await api.call('POST /api/v1/session/password', { body: { email, password: PASSWORD } });
    const { body } = await api.call('GET /api/v1/sessions', { cookie });
    expect(body.sessions.map(({ current }) => current).sort()).toEqual([false, true]);
    const newPassword = 'Boot3 unter Brücke';
    const set = { currentPassword: PASSWORD, newPassword };
    const { status, body: ended } = await api.call('PUT /api/v1/account/password', { cookie, body: set });
    expect([status, ended]).toEqual([200, { endedSessions: 1, revokedApiTokens: 0 }]);
    const other = await api.call('GET /api/v1/sessions', { cookie: cookieOf(second.cookies) });
    expect(other.code).toBe('sign_in_required');
  });
});

describe('API tokens', () => {
  test('take the password, or a sign-in of the last ten minutes', async () => {
    const { cookie } = await administrator();
    api.clock.advanceMs(10 * MINUTE_MS);
    const make = (currentPassword?: string) =>
      api.call('POST /api/v1/api-tokens', {
        cookie,
        body: { name: 'Skript', validDays: 30, ...(currentPassword === undefined ? {} : { currentPassword }) },
      });
    expect((await make()).code).toBe('sign_in_failed');
    expect((await make(PASSWORD)).status).toBe(201);
  });

  test('open the routes that say so and no other', async () => {
    const { cookie, account } = await administrator();
    const made = await api.call('POST /api/v1/api-tokens', { cookie, body: { name: 'Skript', validDays: 30 } });
    const bearer = made.body.token;
    expect((await api.call('GET /api/v1/session', { bearer })).body.account?.id).toBe(account.id);
    expect((await api.call('GET /api/v1/api-tokens', { bearer })).code).toBe('sign_in_required');
    const { body } = await api.call('GET /api/v1/api-tokens', { cookie });
    expect(JSON.stringify(body)).not.toContain(bearer);
    await api.call('DELETE /api/v1/api-tokens/:id', { cookie, params: { id: made.body.apiToken.id } });
    expect((await api.call('GET /api/v1/session', { bearer })).code).toBe('sign_in_required');
  });

  test('with an Authorization header the cookie does not count', async () => {
    const { cookie } = await administrator();
    expect((await api.call('GET /api/v1/sessions', { cookie, bearer: 'x' })).code).toBe('sign_in_required');
  });
});

describe('invitations', () => {
  test('an administrator invites a colleague, who signs in by accepting', async () => {
    const { cookie, account } = await administrator();
    const email = newAddress();
    const invited = await api.call('POST /api/v1/invitations', { cookie, body: { email, role: 'member' } });
    const token = /#(\S+)/.exec(await mailed('invitation', invited.body.id))![1]!;
    const body = { token, displayName: 'Max', password: PASSWORD };
    const accepted = await api.call('POST /api/v1/invitations/accept', { body });
    expect(accepted.body.account).toMatchObject({ email, organisation: { id: account.organisation!.id } });
    expect((await api.call('GET /api/v1/sessions', { cookie: cookieOf(accepted.cookies) })).status).toBe(200);
  });
});

describe('changes from another site’s page', () => {
  const signOut = (headers: Record<string, string>, cookie?: string) =>
    api.request('DELETE', '/api/v1/session', { headers, cookie });

  test.each([
    ['another origin', { origin: 'https://evil.example' }],
    ['no origin at all (a sandboxed frame)', { origin: 'null' }],
    ['another port', { origin: 'http://127.0.0.1:1' }],
    ['another site by its fetch metadata', { 'sec-fetch-site': 'cross-site' }],
    ['a sibling domain', { 'sec-fetch-site': 'same-site' }],
  ])('%s is refused, and nothing happens', async (_, headers) => {
    const { cookie } = await administrator();
    expect((await signOut(headers, cookie)).code).toBe('forbidden_origin');
    expect((await api.call('GET /api/v1/session', { cookie })).body.account).not.toBeNull();
  });

  test('a cookie without either header is refused', async () => {
    const { cookie } = await administrator();
    const answer = await fetch(`${api.url}/api/v1/session`, { method: 'DELETE', headers: { cookie, origin: '' } });
    expect(answer.status).toBe(403);
  });

  test('nobody can be signed in from another site', async () => {
    const body = { email: newAddress(), password: PASSWORD };
    const headers = { origin: 'https://evil.example' };
    expect((await api.call('POST /api/v1/session/password', { body, headers })).code).toBe('forbidden_origin');
  });
});

describe('the log of all this', () => {
  test('holds no token, code, password, cookie, mail address, client address or URL', () => {
    const lines = api.log.filter((line) => !line.includes('Server listening'));
    expect(lines.length).toBeGreaterThan(50);
    expect(lines.join('')).toContain('"route":"POST /api/v1/session/password"');
    const secret = /@example|umt_|umschlag=|Fenster|Bearer|127\.0\.0\.1|eyJ|(?<![\w-])[\w-]{43}(?![\w-])/;
    expect(lines.filter((line) => secret.test(line))).toEqual([]);
  });
});
