import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { DAY_MS, HOUR_MS, hashToken, MINUTE_MS, newId } from '@umschlag/std';
import {
  createCitizen,
  createTestDeps,
  freshCaller,
  createCaseworker as seedCaseworker,
  type TestDeps,
  textOf,
} from '../testing/index.ts';
import { challengeCode } from './challenge-secrets.ts';
import { networksOf } from './client-network.policy.ts';
import {
  acceptInvitation,
  accountMails,
  askSignInCode,
  type CaseworkerAccount,
  changePassword,
  confirmSignInCode,
  confirmSignInLink,
  createApiToken,
  createCaseworker,
  endSession,
  findApiToken,
  findSession,
  inviteCaseworker,
  listApiTokens,
  listSessions,
  revokeApiToken,
  signInByPassword,
} from './index.ts';
import { invitationToken } from './invitation-token.ts';
import type { PasswordCheck } from './password-hash.ts';

let deps: TestDeps;
beforeAll(async () => {
  deps = await createTestDeps();
});
afterAll(() => deps.close());

const PASSWORD = 'Tür7Fenster%Dach';
let clients = 0;
/** From a network of its own, so that the tests do not throttle each other. */
const context = () => ({ clientAddress: `192.0.2.${++clients % 250}-${clients}`, device: 'Firefox, Linux' });
const newAddress = () => `p-${newId().slice(0, 8)}@example.org`;
const refused = (promise: Promise<unknown>, code: string) => expect(promise).rejects.toMatchObject({ code });

async function caseworkerWithPassword(organisationName = 'Amt') {
  const email = newAddress();
  const account = await createCaseworker(deps, { email, displayName: 'Erika', organisationName, password: PASSWORD });
  return { email, account: account as CaseworkerAccount };
}
const ask = (email: string, more: { returnTo?: string; browserToken?: string } = {}) =>
  askSignInCode(deps, { email, language: 'de', clientAddress: context().clientAddress, ...more });
const confirm = (challengeId: string, code = challengeCode(deps.keys, challengeId)) =>
  confirmSignInCode(deps, { challengeId, code, ...context() });
const mailedToken = async (challengeId: string) => {
  const mail = await accountMails['sign-in'].compose(deps, deps.database.db, challengeId);
  return /\/sign-in\/link#(\S+)/.exec(mail!.text)![1]!;
};
const follow = async (challengeId: string, browserToken: string | undefined) =>
  confirmSignInLink(deps, { token: await mailedToken(challengeId), browserToken, ...context() });

describe('signing in by password', () => {
  test('begins a session that is stored as a hash only', async () => {
    const { email, account } = await caseworkerWithPassword();
    const { token } = await signInByPassword(deps, { email: email.toUpperCase(), password: PASSWORD, ...context() });
    expect((await findSession(deps, token))?.account.id).toBe(account.id);
    const rows = await deps.database.db.selectFrom('sessions').selectAll().execute();
    expect(rows.length).toBeGreaterThan(0);
    expect(textOf(rows)).not.toContain(token);
  });

  test('does the same work for an unknown address, an account without password and a wrong password', async () => {
    const { email } = await caseworkerWithPassword();
    const citizen = await createCitizen(deps);
    for (const [address, stored] of [
      [newAddress(), null],
      ['not an address', null],
      [citizen.email, null],
      [email, expect.stringMatching(/^\$argon2id/)],
    ] as const) {
      const check = jest.fn<PasswordCheck>(async () => false);
      const from = context();
      const failed = signInByPassword(deps, { email: address, password: 'wrong', ...from }, check);
      await expect(failed).rejects.toMatchObject({
        code: 'sign_in_failed',
        message: 'The address or the password is wrong.',
        details: {},
      });
      expect(check.mock.calls).toEqual([[stored, 'wrong', networksOf(from.clientAddress)]]);
    }
  });

  test('a disabled account looks like an unknown one', async () => {
    const { email, account } = await caseworkerWithPassword();
    const { token } = await signInByPassword(deps, { email, password: PASSWORD, ...context() });
    await deps.database.transaction((tx) =>
      tx.updateTable('accounts').set({ disabled_at: deps.clock.now() }).where('id', '=', account.id).execute(),
    );
    await refused(signInByPassword(deps, { email, password: PASSWORD, ...context() }), 'sign_in_failed');
    expect(await findSession(deps, token)).toBeUndefined();
    const { challengeId } = await ask(email);
    await refused(confirm(challengeId), 'code_wrong_or_expired');
  });

  test('the limit per address and network holds under parallel requests, for unknown addresses too, and ends in time', async () => {
    const email = newAddress();
    const check = jest.fn<PasswordCheck>(async () => false);
    const here = context();
    const attempt = () => signInByPassword(deps, { email, password: 'x', ...here }, check);
    const outcomes = await Promise.allSettled(Array.from({ length: 25 }, attempt));
    expect(check).toHaveBeenCalledTimes(10);
    const codes = outcomes.map((outcome) => (outcome as PromiseRejectedResult).reason.code);
    expect(codes.filter((code) => code === 'too_many_requests')).toHaveLength(15);
    await expect(attempt()).rejects.toMatchObject({ details: { retryAfterSeconds: 900 } });
    deps.clock.advanceMs(15 * MINUTE_MS);
    await refused(attempt(), 'sign_in_failed');
  });

  test('no client address and no mail address is stored to count tries', async () => {
    const rows = await deps.database.db.selectFrom('throttles').selectAll().execute();
    expect(rows.length).toBeGreaterThan(0);
    expect(textOf(rows)).not.toMatch(/192\.0|example/);
  });

  test('a new session replaces the one that the browser had', async () => {
    const { email } = await caseworkerWithPassword();
    const first = await signInByPassword(deps, { email, password: PASSWORD, ...context() });
    const again = { email, password: PASSWORD, ...context(), previousToken: first.token };
    const second = await signInByPassword(deps, again);
    expect(second.token).not.toBe(first.token);
    expect(await findSession(deps, first.token)).toBeUndefined();
  });
});

describe('sessions', () => {
  test('end after 12 hours without use, and after 7 days in spite of use', async () => {
    const { email } = await caseworkerWithPassword();
    const idle = await signInByPassword(deps, { email, password: PASSWORD, ...context() });
    const used = await signInByPassword(deps, { email, password: PASSWORD, ...context() });
    for (let hours = 0; hours < 7 * 24 - 6; hours += 6) {
      deps.clock.advanceMs(6 * HOUR_MS);
      expect(await findSession(deps, used.token)).toBeDefined();
    }
    expect(await findSession(deps, idle.token)).toBeUndefined();
    deps.clock.advanceMs(6 * HOUR_MS);
    expect(await findSession(deps, used.token)).toBeUndefined();
  });

  test('use is written down, the account’s at most hourly', async () => {
    const { email, account } = await caseworkerWithPassword();
    const { token } = await signInByPassword(deps, { email, password: PASSWORD, ...context() });
    const lastActive = async () =>
      (
        await deps.database.db
          .selectFrom('accounts')
          .select('last_active_at')
          .where('id', '=', account.id)
          .executeTakeFirstOrThrow()
      ).last_active_at;
    const begun = deps.clock.now();
    deps.clock.advanceMs(30 * MINUTE_MS);
    await findSession(deps, token);
    expect(await lastActive()).toEqual(begun);
    deps.clock.advanceMs(31 * MINUTE_MS);
    await findSession(deps, token);
    expect(await lastActive()).toEqual(deps.clock.now());
  });

  test('are listed and revoked by their owner only', async () => {
    const [one, other] = [await caseworkerWithPassword(), await caseworkerWithPassword()];
    const { token } = await signInByPassword(deps, { email: one.email, password: PASSWORD, ...context() });
    const [session] = await listSessions(deps, one.account.id);
    expect(session).toMatchObject({ device: 'Firefox, Linux', method: 'password' });
    await refused(endSession(deps, other.account.id, session!.id), 'not_found');
    expect(await findSession(deps, token)).toBeDefined();
    await endSession(deps, one.account.id, session!.id);
    expect(await findSession(deps, token)).toBeUndefined();
  });
});

describe('the mailed code', () => {
  test('signs a known address in and registers an unknown one; asking looks the same', async () => {
    const known = await createCitizen(deps);
    const [a, b] = [await ask(known.email), await ask(newAddress())];
    expect(Object.keys(a)).toEqual(Object.keys(b));
    expect((await confirm(a.challengeId)).account.id).toBe(known.accountId);
    const { account } = await confirm(b.challengeId);
    expect(account).toMatchObject({ kind: 'citizen', role: 'member', organisation: null, hasPassword: false });
  });

  test('is in the mail and in no row or job', async () => {
    const { challengeId } = await ask(newAddress(), { returnTo: `/d/${'x'.repeat(43)}` });
    const code = challengeCode(deps.keys, challengeId);
    const mail = await accountMails['sign-in'].compose(deps, deps.database.db, challengeId);
    expect(mail!.text.replace(/\s/g, '')).toContain(code);
    const rows = await deps.database.db.selectFrom('sign_in_challenges').selectAll().execute();
    expect(rows.length).toBeGreaterThan(0);
    expect(textOf([rows, deps.jobs.all])).not.toContain(code);
    expect(textOf(rows)).not.toContain('xxxx');
  });

  test('works once, also when it is confirmed twice at the same moment', async () => {
    const { challengeId } = await ask(newAddress());
    const outcomes = await Promise.allSettled([confirm(challengeId), confirm(challengeId), confirm(challengeId)]);
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    await refused(confirm(challengeId), 'code_wrong_or_expired');
  });

  test('the sixth guess is refused even if it is right, also when all come at once', async () => {
    const { challengeId } = await ask(newAddress());
    const right = challengeCode(deps.keys, challengeId);
    const wrong = right === '00000000' ? '11111111' : '00000000';
    await Promise.allSettled(Array.from({ length: 8 }, () => confirm(challengeId, wrong)));
    await refused(confirm(challengeId, right), 'code_wrong_or_expired');
    const row = deps.database.db.selectFrom('sign_in_challenges').where('id', '=', challengeId).select('attempts');
    expect((await row.executeTakeFirstOrThrow()).attempts).toBe(5);
  });

  test('four wrong guesses leave the fifth', async () => {
    const { challengeId } = await ask(newAddress());
    for (const code of ['', 'abc', '123', '0000 000'])
      await refused(confirm(challengeId, code), 'code_wrong_or_expired');
    expect((await confirm(challengeId)).account).toBeDefined();
  });

  test('expires after 15 minutes, and is then not mailed any more', async () => {
    const { challengeId } = await ask(newAddress());
    deps.clock.advanceMs(15 * MINUTE_MS);
    await refused(confirm(challengeId), 'code_wrong_or_expired');
    expect(await accountMails['sign-in'].compose(deps, deps.database.db, challengeId)).toBeUndefined();
  });

  test('brings back to one of our own paths, and no other path is taken', async () => {
    const { challengeId } = await ask(newAddress(), { returnTo: '/d/abc' });
    expect((await confirm(challengeId)).returnTo).toBe('/d/abc');
    await refused(ask(newAddress(), { returnTo: '//evil.example/' }), 'invalid_request');
    await refused(ask('no address'), 'invalid_request');
  });

  test('a mailbox is not flooded', async () => {
    const email = newAddress();
    for (let asked = 0; asked < 20; asked++) await ask(email);
    await refused(ask(email.toUpperCase()), 'too_many_requests');
  });

  test('two people who register one address at once get one account', async () => {
    const email = newAddress();
    const challenges = await Promise.all([ask(email), ask(email)]);
    const [one, two] = await Promise.all(challenges.map(({ challengeId }) => confirm(challengeId)));
    expect(one!.account.id).toBe(two!.account.id);
  });
});

describe('the mailed link', () => {
  test('signs in in the browser that asked, once', async () => {
    const { challengeId, browserToken } = await ask(newAddress());
    expect((await follow(challengeId, browserToken)).account.kind).toBe('citizen');
    await refused(confirm(challengeId), 'code_wrong_or_expired');
  });

  test('in another browser it does nothing and uses nothing up: the code and the link still work', async () => {
    const { challengeId, browserToken } = await ask(newAddress());
    for (let tries = 0; tries < 7; tries++) {
      await refused(follow(challengeId, undefined), 'code_wrong_or_expired');
      await refused(follow(challengeId, 'A'.repeat(43)), 'code_wrong_or_expired');
    }
    expect(await follow(challengeId, browserToken)).toBeDefined();
  });

  test('a forged or foreign token is refused', async () => {
    const { challengeId, browserToken } = await ask(newAddress());
    const token = await mailedToken(challengeId);
    for (const bad of ['', 'x', `${token}x`, token.slice(0, -4)]) {
      await refused(confirmSignInLink(deps, { token: bad, browserToken, ...context() }), 'code_wrong_or_expired');
    }
  });

  test('expires with its challenge', async () => {
    const { challengeId, browserToken } = await ask(newAddress());
    const token = await mailedToken(challengeId);
    deps.clock.advanceMs(15 * MINUTE_MS);
    await refused(confirmSignInLink(deps, { token, browserToken, ...context() }), 'code_wrong_or_expired');
  });
});

describe('changing the password', () => {
  const signIn = async (email: string, password: string) => {
    const { token } = await signInByPassword(deps, { email, password, ...context() });
    return { token, caller: (await findSession(deps, token))! };
  };

  test('needs the current one, ends the other sessions and is told by mail', async () => {
    const { email, account } = await caseworkerWithPassword();
    const [other, own] = [await signIn(email, PASSWORD), await signIn(email, PASSWORD)];
    const newPassword = 'Boot3 unter Brücke';
    await refused(changePassword(deps, own.caller, { newPassword }), 'sign_in_failed');
    await refused(changePassword(deps, own.caller, { currentPassword: 'x', newPassword }), 'sign_in_failed');
    await changePassword(deps, own.caller, { currentPassword: PASSWORD, newPassword });
    expect(await findSession(deps, own.token)).toBeDefined();
    expect(await findSession(deps, other.token)).toBeUndefined();
    await refused(signIn(email, PASSWORD), 'sign_in_failed');
    expect(await signIn(email, newPassword)).toBeDefined();
    const mails = deps.database.db.selectFrom('mails').selectAll().where('subject_id', '=', account.id);
    expect(await mails.execute()).toMatchObject([{ kind: 'password-changed', to_email: email }]);
    const mail = await accountMails['password-changed'].compose(deps, deps.database.db, account.id);
    expect(mail!.text).not.toContain(newPassword);
  });

  test('a weak one is refused with its reason, and nothing changes', async () => {
    const { email } = await caseworkerWithPassword();
    const { caller } = await signIn(email, PASSWORD);
    const change = changePassword(deps, caller, { currentPassword: PASSWORD, newPassword: 'Passwort123' });
    await expect(change).rejects.toMatchObject({ code: 'password_too_weak', details: { reason: 'common' } });
    expect(await signIn(email, PASSWORD)).toBeDefined();
  });

  test('a forgotten or missing one is set within ten minutes of a sign-in by code', async () => {
    const { email } = await caseworkerWithPassword();
    const newPassword = 'Boot3 unter Brücke';
    const { token } = await confirm((await ask(email)).challengeId);
    const caller = (await findSession(deps, token))!;
    await changePassword(deps, caller, { newPassword });
    expect(await signIn(email, newPassword)).toBeDefined();
    deps.clock.advanceMs(10 * MINUTE_MS);
    await refused(changePassword(deps, caller, { newPassword: 'Kran9 am Hafenbecken' }), 'sign_in_failed');
  });

  test('guessing the current one is throttled', async () => {
    const { email } = await caseworkerWithPassword();
    const { caller } = await signIn(email, PASSWORD);
    const guess = () => changePassword(deps, caller, { currentPassword: 'x', newPassword: 'Boot3 unter Brücke' });
    for (let tries = 0; tries < 10; tries++) await refused(guess(), 'sign_in_failed');
    await refused(guess(), 'too_many_requests');
  });
});

describe('invitations', () => {
  const invite = async (email = newAddress()) => {
    const { account } = await caseworkerWithPassword('Kreisamt');
    const { id } = await inviteCaseworker(deps, account, { email, role: 'member' });
    return { id, email, account, token: invitationToken(deps.keys, id) };
  };
  const accept = (token: string, password = PASSWORD) =>
    acceptInvitation(deps, { token, displayName: ' Max ', password, ...context() });

  test('the mailed link makes a caseworker of the organisation, once', async () => {
    const { id, email, account, token } = await invite();
    const mail = await accountMails.invitation.compose(deps, deps.database.db, id);
    expect(mail!.text).toContain(`/invitation#${token}`);
    const outcomes = await Promise.allSettled([accept(token), accept(token)]);
    const accepted = outcomes.flatMap((outcome) => (outcome.status === 'fulfilled' ? [outcome.value] : []));
    expect(accepted).toHaveLength(1);
    expect(accepted[0]!.account).toMatchObject({ email, kind: 'caseworker', role: 'member', displayName: 'Max' });
    expect(accepted[0]!.account.organisation?.id).toBe(account.organisation.id);
    await refused(accept(token), 'invitation_invalid');
    expect(await accountMails.invitation.compose(deps, deps.database.db, id)).toBeUndefined();
  });

  test('a weak password does not use it up', async () => {
    const { token } = await invite();
    await refused(accept(token, '1234567890'), 'password_too_weak');
    expect(await accept(token)).toBeDefined();
  });

  test('it expires after a week, and an unknown one looks the same', async () => {
    const { token } = await invite();
    deps.clock.advanceMs(7 * DAY_MS);
    await refused(accept(token), 'invitation_invalid');
    await refused(accept('x'), 'invitation_invalid');
  });

  test('a caseworker’s address is taken; a citizen’s account becomes the caseworker’s and its sessions end', async () => {
    const { account, email } = await caseworkerWithPassword();
    await refused(inviteCaseworker(deps, account, { email, role: 'member' }), 'address_taken');
    const citizen = await createCitizen(deps);
    const { token: old } = await confirm((await ask(citizen.email)).challengeId);
    const { token } = await invite(citizen.email);
    expect((await accept(token)).account).toMatchObject({ id: citizen.accountId, kind: 'caseworker' });
    expect(await findSession(deps, old)).toBeUndefined();
  });

  test('whoever became a caseworker elsewhere meanwhile cannot be taken over', async () => {
    const { token, email } = await invite();
    await createCaseworker(deps, { email, displayName: 'M', organisationName: 'Elsewhere' });
    await refused(accept(token), 'address_taken');
  });
});

describe('API tokens', () => {
  test('stand for their account until they expire or are revoked, and are stored as hashes', async () => {
    const { accountId } = await seedCaseworker(deps);
    const { token, apiToken } = await createApiToken(deps, await freshCaller(deps, accountId), {
      name: 'Fachverfahren',
      validDays: 1,
    });
    expect(token).toMatch(/^umt_/);
    expect((await findApiToken(deps, token))?.account.id).toBe(accountId);
    expect(await listApiTokens(deps, accountId)).toMatchObject([{ id: apiToken.id, lastUsedAt: deps.clock.now() }]);
    const rows = await deps.database.db.selectFrom('api_tokens').selectAll().execute();
    expect(rows[0]!.token_hash).toEqual(hashToken(token));
    expect(await findSession(deps, token)).toBeUndefined();
    deps.clock.advanceMs(DAY_MS);
    expect(await findApiToken(deps, token)).toBeUndefined();
  });

  test('are revoked by their owner only', async () => {
    const [one, other] = [await seedCaseworker(deps), await seedCaseworker(deps)];
    const { token, apiToken } = await createApiToken(deps, await freshCaller(deps, one.accountId), {
      name: 'x',
      validDays: 1,
    });
    await refused(revokeApiToken(deps, other.accountId, apiToken.id), 'not_found');
    expect(await findApiToken(deps, token)).toBeDefined();
    await revokeApiToken(deps, one.accountId, apiToken.id);
    expect(await findApiToken(deps, token)).toBeUndefined();
  });
});

describe('creating a caseworker', () => {
  test('makes the organisation once', async () => {
    const [a, b] = [await caseworkerWithPassword('Stadt Beispiel'), await caseworkerWithPassword('Stadt Beispiel')];
    expect(a.account.organisation.id).toBe(b.account.organisation.id);
  });

  test('refuses a taken address and a weak password', async () => {
    const { email } = await caseworkerWithPassword();
    const given = { email, displayName: 'x', organisationName: 'Amt' };
    await refused(createCaseworker(deps, given), 'address_taken');
    await refused(createCaseworker(deps, { ...given, email: newAddress(), password: 'x' }), 'password_too_weak');
    await refused(createCaseworker(deps, { ...given, email: 'x' }), 'invalid_request');
  });
});
