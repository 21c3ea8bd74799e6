import type { Feature } from '../api.ts';
import { accountRoutes } from './account.routes.ts';
import { apiTokenRoutes } from './api-tokens.routes.ts';
import { invitationRoutes } from './invitations.routes.ts';
import { sessionRoutes } from './session.routes.ts';

/** Signing in, one's own account, API tokens and invitations. */
export const accounts: Feature = (api, deps) => {
  for (const part of [sessionRoutes, accountRoutes, apiTokenRoutes, invitationRoutes]) part(api, deps);
};
