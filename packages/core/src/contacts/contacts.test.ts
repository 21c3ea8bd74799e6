import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { revokeKey } from '../keys/index.ts';
import {
  createCitizen,
  createTestDeps,
  enrolTestKey,
  freshCaller,
  type TestDeps,
  testFingerprint,
  testMessage,
  testOctets,
} from '../testing/index.ts';
import { loadContactList, putContactList } from './index.ts';

let deps: TestDeps;
beforeAll(async () => {
  deps = await createTestDeps();
});
afterAll(() => deps.close());

async function owner() {
  const { accountId } = await createCitizen(deps);
  const fingerprint = await enrolTestKey(deps, accountId);
  return { accountId, fingerprint, caller: await freshCaller(deps, accountId) };
}
type Owner = Awaited<ReturnType<typeof owner>>;

async function put(
  { caller, fingerprint }: Owner,
  revision: number,
  { message = testMessage(), replaces = revision - 1 } = {},
) {
  await putContactList(deps, caller, { message, revision, fingerprint, replaces });
  return message;
}
const refused = (promise: Promise<unknown>, code: string) => expect(promise).rejects.toMatchObject({ code });

describe('the list of contacts', () => {
  test('is kept as it came, for its owner alone', async () => {
    const who = await owner();
    const message = await put(who, 1);
    expect(await loadContactList(deps, who.accountId)).toEqual({ message, revision: 1, fingerprint: who.fingerprint });
    await refused(loadContactList(deps, (await owner()).accountId), 'not_found');
  });

  test('is replaced only by one that was made from it: of two at once one is refused, and none is lost', async () => {
    const who = await owner();
    await put(who, 1);
    const settled = await Promise.allSettled(Array.from({ length: 8 }, () => put(who, 2)));
    const taken = settled.filter((one) => one.status === 'fulfilled');
    expect(taken).toHaveLength(1);
    expect(await loadContactList(deps, who.accountId)).toMatchObject({ message: taken[0]!.value, revision: 2 });
    for (const revision of [1, 2, 4]) await refused(put(who, revision), 'contacts_changed');
    await put(who, 3);
    // A device that has seen revision 6 begins anew behind that, whatever is stored.
    await put(who, 7, { replaces: 3 });
    await refused(put(who, 8, { replaces: 0 }), 'contacts_changed');
    await refused(put(who, 7, { replaces: 7 }), 'invalid_request');
  });

  test('that is not sealed is not taken', async () => {
    const who = await owner();
    await refused(put(who, 1, { message: Buffer.from('{"contacts":[]}') }), 'manifest_not_sealed');
    await refused(loadContactList(deps, who.accountId), 'not_found');
  });

  test('is taken for the active key only, and stays readable when that is revoked', async () => {
    const who = await owner();
    await refused(put({ ...who, fingerprint: testFingerprint() }, 1), 'own_key_changed');
    const message = await put(who, 1);
    await revokeKey(deps, who.caller, { fingerprint: who.fingerprint, statement: testOctets() });
    expect(await loadContactList(deps, who.accountId)).toMatchObject({ message });
    await refused(put(who, 2), 'own_key_changed');
  });

  test('goes with the account', async () => {
    const who = await owner();
    await put(who, 1);
    await deps.database.transaction((tx) => tx.deleteFrom('accounts').where('id', '=', who.accountId).execute());
    await refused(loadContactList(deps, who.accountId), 'not_found');
  });
});
