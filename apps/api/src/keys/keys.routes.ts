import { listKeyHistory, lookUpKeys, readKeyLog } from '@umschlag/core';
import type { Feature } from '../api.ts';
import { route } from '../plugins/route.ts';
import { accountKeyRoutes } from './account-key.routes.ts';
import { publishedAnswer, publishedFormerAnswer } from './key-answers.ts';

/** Keys of others, for who encrypts to them, and the log that everybody may check. */
const otherKeyRoutes: Feature = (api, deps) => {
  route(api, 'POST /api/v1/keys/lookup', async ({ account, body }) => {
    const found = await lookUpKeys(deps, account, body.emails);
    return { keys: found.map(({ email, key }) => ({ email, key: key && publishedAnswer(key) })) };
  });

  route(api, 'POST /api/v1/keys/history', async ({ account, body }) => ({
    keys: (await listKeyHistory(deps, account, body.email)).map(publishedFormerAnswer),
  }));

  route(api, 'GET /api/v1/key-log', async ({ query }) => {
    const { after = 0, limit = 500 } = query;
    const { entries, nextAfter } = await readKeyLog(deps, { after, limit });
    return { entries: entries.map((one) => ({ ...one, hash: one.hash.toString('hex') })), nextAfter };
  });
};

/** SecuPass keys: the server is their mailbox and understands none of them. */
export const keys: Feature = (api, deps) => {
  for (const part of [accountKeyRoutes, otherKeyRoutes]) part(api, deps);
};
