import { changeAccount, changePassword, endSession, listSessions } from '@umschlag/core';
import type { Feature } from '../api.ts';
import { route } from '../plugins/route.ts';

/** One's own account and sessions. */
export const accountRoutes: Feature = (api, deps) => {
  route(api, 'GET /api/v1/sessions', async ({ account, caller }) => {
    const sessions = await listSessions(deps, account.id);
    return {
      sessions: sessions.map(({ id, device, method, createdAt, lastSeenAt, expiresAt }) => ({
        id,
        device,
        method,
        current: id === caller?.session?.id,
        createdAt: createdAt.toISOString(),
        lastSeenAt: lastSeenAt.toISOString(),
        expiresAt: expiresAt.toISOString(),
      })),
    };
  });

  route(api, 'DELETE /api/v1/sessions/:id', async ({ account, caller, params, reply }) => {
    await endSession(deps, account.id, params.id);
    if (params.id === caller?.session?.id) api.cookies.clear(reply, 'session');
  });

  route(api, 'PATCH /api/v1/account', async ({ account, body }) => ({
    account: await changeAccount(deps, account.id, body),
  }));

  route(api, 'PUT /api/v1/account/password', ({ caller, body }) => changePassword(deps, caller!, body));
};
