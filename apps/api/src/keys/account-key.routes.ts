import type { AccountKey } from '@umschlag/contract';
import {
  type Account,
  addKey,
  addUnlock,
  type Caller,
  describeOwnKeys,
  type KeyOwner,
  removeUnlock,
  revokeKey,
  rotateKey,
} from '@umschlag/core';
import type { Feature } from '../api.ts';
import { route } from '../plugins/route.ts';
import { accountKeyAnswer, formerKeyAnswer, unlockAnswer } from './key-answers.ts';

/** None of these routes is open to API tokens, so there is a session. */
export function ownerOf(account: Account, caller: Caller | undefined): KeyOwner {
  return { account, session: caller!.session! };
}

/** One's own key, its unlocks and the keys before it. */
export const accountKeyRoutes: Feature = (api, deps) => {
  const ownKeys = async (accountId: string) => {
    const keys = await describeOwnKeys(deps, accountId);
    const active = keys.find(({ state }) => state === 'active');
    return {
      key: active ? accountKeyAnswer(active) : null,
      formerKeys: keys.filter(({ state }) => state !== 'active').map(formerKeyAnswer),
    };
  };
  /** The key that was just written; `fingerprint`, so that a change that came right after is not mistaken for it. */
  const written = async (accountId: string, fingerprint: string): Promise<{ key: AccountKey }> => {
    const keys = await describeOwnKeys(deps, accountId);
    return { key: accountKeyAnswer(keys.find((key) => key.fingerprint === fingerprint)!) };
  };

  route(api, 'GET /api/v1/account/key', ({ account }) => ownKeys(account.id));

  route(api, 'POST /api/v1/account/key', async ({ account, caller, body }) => {
    await addKey(deps, ownerOf(account, caller), body);
    return written(account.id, body.fingerprint);
  });

  route(api, 'POST /api/v1/account/key/rotate', async ({ account, caller, body }) => {
    await rotateKey(deps, ownerOf(account, caller), body);
    return written(account.id, body.fingerprint);
  });

  route(api, 'POST /api/v1/account/key/revoke', async ({ account, caller, body }) => {
    await revokeKey(deps, ownerOf(account, caller), body);
  });

  route(api, 'POST /api/v1/account/key/unlocks', async ({ account, caller, body }) => ({
    unlock: unlockAnswer(await addUnlock(deps, ownerOf(account, caller), body)),
  }));

  route(api, 'POST /api/v1/account/key/unlocks/:id/remove', async ({ account, caller, params, body }) => {
    await removeUnlock(deps, ownerOf(account, caller), params.id, body.currentPassword);
  });
};
