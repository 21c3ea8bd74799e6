import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { changePassword, createCaseworker, listSessions, signInByPassword } from '@umschlag/core';
import { createTestDeps, type TestDeps } from '@umschlag/core/testing';
import { newId } from '@umschlag/std';

let deps: TestDeps;
beforeAll(async () => {
  deps = await createTestDeps();
});
afterAll(() => deps.close());

const OLD = 'Tür7Fenster%Dach';
const NEW = 'Keller9Treppe%Flur';
const context = { clientAddress: '192.0.2.1', device: 'Firefox, Linux' };

async function caseworker() {
  const email = `p-${newId().slice(0, 8)}@example.org`;
  return createCaseworker(deps, { email, displayName: 'Erika', organisationName: 'Amt', password: OLD });
}

test('a sign-in that waits in line with the old password gets no session once the password was changed', async () => {
  const account = await caseworker();
  const signingIn = signInByPassword(deps, { email: account.email, password: OLD, ...context }, async () => {
    await changePassword(deps, { account }, { currentPassword: OLD, newPassword: NEW });
    return true;
  });
  await expect(signingIn).rejects.toMatchObject({ code: 'sign_in_failed' });
  expect(await listSessions(deps, account.id)).toEqual([]);
});

test('a sign-in that waits in line gets no session once the account was disabled', async () => {
  const account = await caseworker();
  const signingIn = signInByPassword(deps, { email: account.email, password: OLD, ...context }, async () => {
    await deps.database.transaction((tx) =>
      tx.updateTable('accounts').set({ disabled_at: deps.clock.now() }).where('id', '=', account.id).execute(),
    );
    return true;
  });
  await expect(signingIn).rejects.toMatchObject({ code: 'sign_in_failed' });
});

test('of changes of one password at once only one succeeds: none undoes another', async () => {
  const account = await caseworker();
  const changes = ['Garten1Zaun%Tor', 'Garten2Zaun%Tor', 'Garten3Zaun%Tor'].map((newPassword) =>
    changePassword(deps, { account }, { currentPassword: OLD, newPassword }),
  );
  const outcomes = await Promise.allSettled(changes);
  expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
});
