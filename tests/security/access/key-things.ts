import type { TestApi } from '@umschlag/api/testing';
import { addKey, describeOwnKeys, putContactList, rotateKey } from '@umschlag/core';
import { freshCaller, testKey, testMessage, testOctets, testRotation } from '@umschlag/core/testing';
import type { Cast } from './people.ts';
import { type Make, SECRET_SUBJECT } from './thing.ts';

/** What only the owner of a key may see stands in the label of an unlock. */
const secretUnlock = () => ({ kind: 'passphrase' as const, label: SECRET_SUBJECT, material: testOctets() });

/** Nobody has a key but the owner, who has a new one. */
async function ownersKey(api: TestApi, cast: Cast) {
  await api.deps.database.transaction(async (tx) => {
    await tx.deleteFrom('account_keys').execute();
    // So that what other lines have changed does not count.
    await tx.deleteFrom('throttles').execute();
  });
  const owner = await freshCaller(api.deps, cast.owner.accountId);
  const key = { ...testKey(), unlocks: [secretUnlock(), secretUnlock()] };
  await addKey(api.deps, owner, key);
  return { owner, key };
}

const withOwnersKey: Make = async (api, cast) => {
  await ownersKey(api, cast);
  return {};
};

/** The owner alone remembers somebody. */
async function ownersContacts(api: TestApi, cast: Cast): Promise<string> {
  const { owner, key } = await ownersKey(api, cast);
  await api.deps.database.transaction((tx) => tx.deleteFrom('contact_lists').execute());
  const { fingerprint } = key;
  await putContactList(api.deps, owner, { message: testMessage(), revision: 1, replaces: 0, fingerprint });
  return fingerprint;
}

/** How the things of the routes of keys come to be. */
export const KEY_THINGS: Readonly<Record<string, Make>> = {
  'GET /api/v1/account/key': withOwnersKey,
  'POST /api/v1/account/key': async (api) => {
    await api.deps.database.transaction((tx) => tx.deleteFrom('account_keys').execute());
    return { body: testKey() };
  },
  'POST /api/v1/account/key/rotate': async (api, cast) => {
    const { key } = await ownersKey(api, cast);
    return { body: testRotation(key.fingerprint) };
  },
  'POST /api/v1/account/key/revoke': async (api, cast) => {
    const { key } = await ownersKey(api, cast);
    return { body: { fingerprint: key.fingerprint, statement: testOctets() } };
  },
  'POST /api/v1/account/key/unlocks': async (api, cast) => {
    const { key } = await ownersKey(api, cast);
    return { body: { fingerprint: key.fingerprint, ...secretUnlock() } };
  },
  'POST /api/v1/account/key/unlocks/:id/remove': async (api, cast) => {
    await ownersKey(api, cast);
    const [key] = await describeOwnKeys(api.deps, cast.owner.accountId);
    return { params: { id: key!.unlocks[0]!.id }, body: {} };
  },
  'GET /api/v1/account/contacts': async (api, cast) => {
    await ownersContacts(api, cast);
    return {};
  },
  'PUT /api/v1/account/contacts': async (api, cast) => {
    const fingerprint = await ownersContacts(api, cast);
    return { query: { fingerprint, revision: '2', replaces: '1' }, body: testMessage() };
  },
  'POST /api/v1/keys/lookup': async (api, cast) => {
    await ownersKey(api, cast);
    return { body: { emails: [cast.owner.email] } };
  },
  'POST /api/v1/keys/history': async (api, cast) => {
    const { owner, key } = await ownersKey(api, cast);
    await rotateKey(api.deps, owner, testRotation(key.fingerprint));
    return { body: { email: cast.owner.email } };
  },
  'GET /api/v1/key-log': withOwnersKey,
};
