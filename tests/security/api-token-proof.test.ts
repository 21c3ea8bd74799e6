import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import {
  accountMails,
  changePassword,
  createApiToken,
  createCaseworker,
  endSession,
  findApiToken,
  findSession,
  listApiTokens,
  signInByPassword,
} from '@umschlag/core';
import { createTestDeps, freshCaller, type TestDeps } from '@umschlag/core/testing';
import { MINUTE_MS, newId } from '@umschlag/std';

let deps: TestDeps;
beforeAll(async () => {
  deps = await createTestDeps();
});
afterAll(() => deps.close());

const OLD = 'Tür7Fenster%Dach';
const NEW = 'Keller9Treppe%Flur';
const wanted = { name: 'Fachverfahren', validDays: 365 };
const REFUSED = { code: 'sign_in_failed' };

async function caseworker() {
  const email = `p-${newId().slice(0, 8)}@example.org`;
  const { id } = await createCaseworker(deps, { email, displayName: 'E', organisationName: 'Amt', password: OLD });
  return { id, email };
}

describe('an API token', () => {
  test('is not made by a session alone: it takes the password, or a sign-in not older than ten minutes', async () => {
    const { id } = await caseworker();
    const caller = await freshCaller(deps, id);
    await createApiToken(deps, caller, wanted);
    deps.clock.advanceMs(10 * MINUTE_MS);
    await expect(createApiToken(deps, caller, wanted)).rejects.toMatchObject(REFUSED);
    await expect(createApiToken(deps, caller, { ...wanted, currentPassword: 'x' })).rejects.toMatchObject(REFUSED);
    expect(await listApiTokens(deps, id)).toHaveLength(1);
    await createApiToken(deps, caller, { ...wanted, currentPassword: OLD });
    expect(await listApiTokens(deps, id)).toHaveLength(2);
  });

  test('a wrong password is wrong in a fresh session too', async () => {
    const caller = await freshCaller(deps, (await caseworker()).id);
    await expect(createApiToken(deps, caller, { ...wanted, currentPassword: 'x' })).rejects.toMatchObject(REFUSED);
  });

  test('whoever stole a session guesses ten times, and keeps the real person’s session from nothing', async () => {
    const { id } = await caseworker();
    const [thief, owner] = [await freshCaller(deps, id), await freshCaller(deps, id)];
    const guess = () => createApiToken(deps, thief, { ...wanted, currentPassword: 'x' });
    for (let tries = 0; tries < 10; tries++) await expect(guess()).rejects.toMatchObject(REFUSED);
    await expect(guess()).rejects.toMatchObject({ code: 'too_many_requests' });
    await changePassword(deps, owner, { currentPassword: OLD, newPassword: NEW });
  });

  test('is not made by a session that ended while it was being asked for', async () => {
    const { id } = await caseworker();
    const caller = await freshCaller(deps, id);
    await endSession(deps, id, caller.session.id);
    await expect(createApiToken(deps, caller, wanted)).rejects.toMatchObject({ code: 'sign_in_required' });
    expect(await listApiTokens(deps, id)).toEqual([]);
  });
});

describe('a new password', () => {
  test('revokes all API tokens, and says so in the answer and in the mail', async () => {
    const { id, email } = await caseworker();
    const elsewhere = await caseworker();
    const stays = await createApiToken(deps, await freshCaller(deps, elsewhere.id), wanted);
    const made = await createApiToken(deps, await freshCaller(deps, id), wanted);
    const { token } = await signInByPassword(deps, { email, password: OLD, clientAddress: '192.0.2.1', device: 'x' });
    const owner = (await findSession(deps, token))!;
    const ended = await changePassword(deps, owner, { currentPassword: OLD, newPassword: NEW });
    expect(ended).toEqual({ endedSessions: 1, revokedApiTokens: 1 });
    expect(await findApiToken(deps, made.token)).toBeUndefined();
    expect(await findApiToken(deps, stays.token)).toBeDefined();
    const mail = await accountMails['password-changed'].compose(deps, deps.database.db, id);
    expect(mail!.text.replace(/\s+/g, ' ')).toContain('alle API-Schlüssel sind damit ungültig');
  });
});
