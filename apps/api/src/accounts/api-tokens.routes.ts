import { type ApiTokenView, createApiToken, listApiTokens, revokeApiToken } from '@umschlag/core';
import type { Feature } from '../api.ts';
import { route } from '../plugins/route.ts';

function tokenAnswer({ id, name, createdAt, expiresAt, lastUsedAt }: ApiTokenView) {
  return {
    id,
    name,
    createdAt: createdAt.toISOString(),
    expiresAt: expiresAt.toISOString(),
    lastUsedAt: lastUsedAt?.toISOString() ?? null,
  };
}

/** One's own API tokens. */
export const apiTokenRoutes: Feature = (api, deps) => {
  route(api, 'GET /api/v1/api-tokens', async ({ account }) => ({
    tokens: (await listApiTokens(deps, account.id)).map(tokenAnswer),
  }));

  route(api, 'POST /api/v1/api-tokens', async ({ account, caller, body }) => {
    // The route is not open to API tokens, so there is a session.
    const prover = { account, session: caller!.session! };
    const { token, apiToken } = await createApiToken(deps, prover, body);
    return { token, apiToken: tokenAnswer(apiToken) };
  });

  route(api, 'DELETE /api/v1/api-tokens/:id', async ({ account, params }) => {
    await revokeApiToken(deps, account.id, params.id);
  });
};
