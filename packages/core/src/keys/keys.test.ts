import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { DAY_MS, MINUTE_MS, newId } from '@umschlag/std';
import { accountMails } from '../accounts/index.ts';
import {
  createCaseworker,
  createCitizen,
  createTestDeps,
  freshCaller,
  type TestDeps,
  testFingerprint,
  testKey,
  testOctets,
  testPublicKey,
  testRotation,
} from '../testing/index.ts';
import {
  addKey,
  addUnlock,
  describeOwnKeys,
  findActiveKeys,
  type KeyOwner,
  listKeyHistory,
  lookUpKeys,
  removeUnlock,
  revokeKey,
  rotateKey,
} from './index.ts';

let deps: TestDeps;
beforeAll(async () => {
  deps = await createTestDeps();
});
afterAll(() => deps.close());

const refused = (promise: Promise<unknown>, code: string) => expect(promise).rejects.toMatchObject({ code });
const owner = async () => freshCaller(deps, (await createCitizen(deps)).accountId);
const ownKeys = ({ account }: KeyOwner) => describeOwnKeys(deps, account.id);
const unlocksOf = async (who: KeyOwner) => (await ownKeys(who))[0]!.unlocks;

async function withKey() {
  const who = await owner();
  const key = testKey();
  await addKey(deps, who, key);
  return { who, key };
}

/** Somebody who may look keys up. */
async function asker() {
  return { id: (await createCaseworker(deps)).accountId, kind: 'caseworker' as const };
}

async function outcomes(work: readonly Promise<unknown>[]) {
  const settled = await Promise.allSettled(work);
  return settled.map((one) => (one.status === 'fulfilled' ? 'done' : (one.reason as { code: string }).code)).sort();
}

describe('whoever owns an account', () => {
  const mailsTo = async ({ account }: KeyOwner) =>
    (
      await deps.database.db
        .selectFrom('mails')
        .select(['kind', 'to_email'])
        .where('subject_id', '=', account.id)
        .execute()
    ).map(({ kind, to_email }) => `${kind} ${to_email}`);

  test('is mailed when its key is set up, renewed or revoked, and not when that is refused', async () => {
    const { who, key } = await withKey();
    const mail = `key-changed ${who.account.email}`;
    expect(await mailsTo(who)).toEqual([mail]);
    await refused(addKey(deps, who, testKey()), 'key_exists');
    const rotation = testRotation(key.fingerprint);
    await rotateKey(deps, who, rotation);
    expect(await mailsTo(who)).toEqual([mail, mail]);
    await revokeKey(deps, who, { fingerprint: rotation.fingerprint, statement: testOctets() });
    await refused(revokeKey(deps, who, { fingerprint: key.fingerprint, statement: testOctets() }), 'own_key_changed');
    expect(await mailsTo(who)).toEqual([mail, mail, mail]);
  });

  test.each(['de', 'en'] as const)(
    'reads in %s when it was and where to look, and nothing of the key',
    async (language) => {
      const { who, key } = await withKey();
      await deps.database.transaction((tx) =>
        tx.updateTable('accounts').set({ language }).where('id', '=', who.account.id).execute(),
      );
      const { text } = (await accountMails['key-changed'].compose(deps, deps.database.db, who.account.id))!;
      expect(text).toContain(`${deps.publicUrl}/account/key`);
      expect(text).toContain('2026');
      expect(text).toMatch(language === 'de' ? /widerrufen/ : /revoke/);
      expect(text.toUpperCase()).not.toContain(key.fingerprint.slice(0, 8));
    },
  );
});

describe('setting up a key', () => {
  test('it is kept as it came, and only its owner gets the unlocks', async () => {
    const { who, key } = await withKey();
    const [own] = await ownKeys(who);
    expect(own).toMatchObject({ state: 'active', fingerprint: key.fingerprint, version: 4, endedAt: null });
    expect(own!.publicKey.toString('base64')).toBe(key.publicKey);
    expect(own!.unlocks.map(({ material }) => material.toString('base64'))).toEqual([key.unlocks[0]!.material]);
    const [found] = await lookUpKeys(deps, await asker(), [who.account.email]);
    expect(Object.keys(found!.key!).sort()).toEqual(
      ['addressSalt', 'fingerprint', 'logSeq', 'publicKey', 'version'].sort(),
    );
  });

  test('of ten at once one wins, and the others are told that there is a key', async () => {
    const who = await owner();
    const all = await outcomes(Array.from({ length: 10 }, () => addKey(deps, who, testKey())));
    expect(all).toEqual(['done', ...Array(9).fill('key_exists')].sort());
    expect(await ownKeys(who)).toHaveLength(1);
  });

  test('two accounts may have the same fingerprint, so nobody takes the place of another', async () => {
    const [{ who, key }, other] = [await withKey(), await owner()];
    await addKey(deps, other, key);
    expect((await ownKeys(who))[0]!.fingerprint).toBe((await ownKeys(other))[0]!.fingerprint);
  });

  test.each([
    ['a secret key', { publicKey: Buffer.from([0xc5, 1, 2, 3]).toString('base64') }, 'key_invalid'],
    [
      'a secret key in the older framing',
      { publicKey: Buffer.from([0x95, 1, 2, 3]).toString('base64') },
      'key_invalid',
    ],
    ['an armored key', { publicKey: Buffer.from('-----BEGIN PGP PUBLIC KEY BLOCK').toString('base64') }, 'key_invalid'],
    ['a fingerprint of another version', { fingerprint: testFingerprint(6) }, 'key_invalid'],
    ['more than 16 KiB', { publicKey: testPublicKey(16_385) }, 'invalid_request'],
    [
      'an unlock of more than 16 KiB',
      { unlocks: [{ ...testKey().unlocks[0]!, material: testOctets(16_385) }] },
      'invalid_request',
    ],
  ])('%s is refused, and nothing is written', async (_, change, code) => {
    const who = await owner();
    await refused(addKey(deps, who, { ...testKey(), ...change }), code);
    expect(await ownKeys(who)).toEqual([]);
  });

  test('exactly 16 KiB are taken, of version 6 and in the older framing too', async () => {
    const older = Buffer.from(testPublicKey(16_384), 'base64').fill(0x99, 0, 1).toString('base64');
    for (const key of [
      { ...testKey(), publicKey: testPublicKey(16_384) },
      testKey(6),
      { ...testKey(), publicKey: older },
    ]) {
      await addKey(deps, await owner(), key);
    }
  });

  test('a session that is older than 10 minutes does not do without the password', async () => {
    const { who, key } = await withKey();
    const [unlock] = await unlocksOf(who);
    const fresh = await owner();
    deps.clock.advanceMs(10 * MINUTE_MS);
    await refused(addKey(deps, fresh, testKey()), 'sign_in_failed');
    await refused(rotateKey(deps, who, testRotation(key.fingerprint)), 'sign_in_failed');
    await refused(revokeKey(deps, who, { fingerprint: key.fingerprint, statement: testOctets() }), 'sign_in_failed');
    await refused(removeUnlock(deps, who, unlock!.id), 'sign_in_failed');
  });

  test('a session that has ended meanwhile changes nothing', async () => {
    const who = await owner();
    await deps.database.transaction((tx) => tx.deleteFrom('sessions').where('id', '=', who.session.id).execute());
    await refused(addKey(deps, who, testKey()), 'sign_in_required');
  });
});

describe('rotating and revoking', () => {
  test('a rotation keeps the old secret key for the new one, and deletes the old unlocks', async () => {
    const { who, key } = await withKey();
    const rotation = testRotation(key.fingerprint);
    await rotateKey(deps, who, rotation);
    const [now, before] = await ownKeys(who);
    expect(now).toMatchObject({ state: 'active', fingerprint: rotation.fingerprint });
    expect(before).toMatchObject({ state: 'replaced', replacedBy: rotation.fingerprint, unlocks: [] });
    expect(before!.formerKey!.toString('base64')).toBe(rotation.formerKey);
    expect(now!.addressSalt).toEqual(before!.addressSalt);
  });

  test('of rotations at once one wins; the others are told that the key is another now, and nothing is lost', async () => {
    const { who, key } = await withKey();
    const rotations = Array.from({ length: 8 }, () => rotateKey(deps, who, testRotation(key.fingerprint)));
    expect(await outcomes(rotations)).toEqual(['done', ...Array(7).fill('own_key_changed')].sort());
    expect((await ownKeys(who)).map(({ state }) => state)).toEqual(['active', 'replaced']);
  });

  test('a key that the account had before does not come back', async () => {
    const { who, key } = await withKey();
    const rotation = testRotation(key.fingerprint);
    await rotateKey(deps, who, rotation);
    const back = { ...testRotation(rotation.fingerprint), fingerprint: key.fingerprint };
    await refused(rotateKey(deps, who, back), 'key_exists');
    expect((await ownKeys(who))[0]).toMatchObject({ state: 'active', fingerprint: rotation.fingerprint });
  });

  test('nobody finds a revoked key any more, and its owner keeps the unlocks and may set up another', async () => {
    const { who, key } = await withKey();
    await revokeKey(deps, who, { fingerprint: key.fingerprint, statement: testOctets() });
    expect(await lookUpKeys(deps, await asker(), [who.account.email])).toMatchObject([{ key: null }]);
    expect(await ownKeys(who)).toMatchObject([{ state: 'revoked', unlocks: [{ kind: 'passphrase' }] }]);
    await refused(revokeKey(deps, who, { fingerprint: key.fingerprint, statement: testOctets() }), 'own_key_changed');
    await refused(addKey(deps, who, key), 'key_exists');
    await addKey(deps, who, testKey());
    expect((await ownKeys(who)).map(({ state }) => state)).toEqual(['active', 'revoked']);
  });

  test('who remembers a former key is given the statements that lead to the key of today', async () => {
    const { who, key } = await withKey();
    const first = testRotation(key.fingerprint);
    await rotateKey(deps, who, first);
    await rotateKey(deps, who, testRotation(first.fingerprint));
    const history = await listKeyHistory(deps, await asker(), who.account.email);
    expect(history.map(({ fingerprint }) => fingerprint)).toEqual([first.fingerprint, key.fingerprint]);
    expect(history[1]!.statement.toString('base64')).toBe(first.statement);
    expect(JSON.stringify(history)).not.toMatch(/former_?key|material|unlocks/i);
  });

  test('more than twenty changes of keys and unlocks in a day are refused, also all at once', async () => {
    const { who, key } = await withKey();
    const add = () => addUnlock(deps, who, { ...testKey().unlocks[0]!, fingerprint: key.fingerprint });
    const all = await outcomes(Array.from({ length: 25 }, add));
    expect(all.filter((code) => code === 'too_many_requests')).toHaveLength(6);
    await refused(add(), 'too_many_requests');
    deps.clock.advanceMs(DAY_MS);
    await refused(add(), 'too_many_unlocks');
  });
});

describe('unlocks', () => {
  test('the last one cannot go, also when all are deleted at once', async () => {
    const { who, key } = await withKey();
    for (const kind of ['recovery-code', 'passkey'] as const) {
      await addUnlock(deps, who, { kind, label: '', material: testOctets(), fingerprint: key.fingerprint });
    }
    const unlocks = await unlocksOf(who);
    const all = await outcomes(unlocks.map(({ id }) => removeUnlock(deps, who, id)));
    expect(all).toEqual(['done', 'done', 'last_unlock']);
    expect(await unlocksOf(who)).toHaveLength(1);
  });

  test('a key has ten at most, also when many come at once', async () => {
    const { who, key } = await withKey();
    const add = () => addUnlock(deps, who, { ...testKey().unlocks[0]!, fingerprint: key.fingerprint });
    const all = await outcomes(Array.from({ length: 15 }, add));
    expect(all.filter((code) => code === 'done')).toHaveLength(9);
    expect(await unlocksOf(who)).toHaveLength(10);
  });

  test('one for a key that is not the active one any more is refused', async () => {
    const { who, key } = await withKey();
    await rotateKey(deps, who, testRotation(key.fingerprint));
    const late = { ...testKey().unlocks[0]!, fingerprint: key.fingerprint };
    await refused(addUnlock(deps, who, late), 'own_key_changed');
  });

  test('those of others do not exist', async () => {
    const [{ who }, other] = [await withKey(), await withKey()];
    const [theirs] = await unlocksOf(other.who);
    await refused(removeUnlock(deps, who, theirs!.id), 'not_found');
    await refused(removeUnlock(deps, who, newId()), 'not_found');
    expect(await unlocksOf(other.who)).toHaveLength(1);
  });

  test('the last one of a revoked key may go', async () => {
    const { who, key } = await withKey();
    await revokeKey(deps, who, { fingerprint: key.fingerprint, statement: testOctets() });
    await removeUnlock(deps, who, (await unlocksOf(who))[0]!.id);
    expect(await unlocksOf(who)).toEqual([]);
  });
});

describe('looking keys up', () => {
  test('without a key, without an account, disabled, or no address at all: all the same', async () => {
    const [without, { who: disabled }] = [await owner(), await withKey()];
    await deps.database.transaction((tx) =>
      tx.updateTable('accounts').set({ disabled_at: deps.clock.now() }).where('id', '=', disabled.account.id).execute(),
    );
    const emails = [
      without.account.email,
      `p-${newId()}@example.org`,
      disabled.account.email,
      'no address',
      'a\0@b.de',
    ];
    const found = await lookUpKeys(deps, await asker(), emails);
    expect(found).toEqual(emails.map((email) => ({ email, key: null })));
  });

  test('the answers stand in the order of the questions, whatever their case', async () => {
    const [{ who: a, key: keyOfA }, { who: b, key: keyOfB }] = [await withKey(), await withKey()];
    const emails = [b.account.email.toUpperCase(), a.account.email, b.account.email];
    const found = await lookUpKeys(deps, await asker(), emails);
    expect(found.map(({ email }) => email)).toEqual(emails);
    const expected = [keyOfB, keyOfA, keyOfB].map(({ fingerprint }) => fingerprint);
    expect(found.map(({ key }) => key?.fingerprint)).toEqual(expected);
  });

  test('a caseworker who asks too often has to wait', async () => {
    const who = await asker();
    const asked = await outcomes(Array.from({ length: 605 }, () => lookUpKeys(deps, who, ['x@example.org'])));
    expect(asked.filter((code) => code === 'too_many_requests')).toHaveLength(5);
  });

  test('other features ask for many at once, or for none', async () => {
    const { who, key } = await withKey();
    const found = await findActiveKeys(deps.database.db, [who.account.emailKey, 'nobody@example.org']);
    expect([...found].map(([email, { fingerprint }]) => [email, fingerprint])).toEqual([
      [who.account.emailKey, key.fingerprint],
    ]);
    expect(await findActiveKeys(deps.database.db, [])).toEqual(new Map());
  });
});
