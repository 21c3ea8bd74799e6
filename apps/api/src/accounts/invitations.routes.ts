import { acceptInvitation, inviteCaseworker } from '@umschlag/core';
import type { Feature } from '../api.ts';
import { route } from '../plugins/route.ts';
import { keepSignedIn, signInContext } from './sign-in-context.ts';

/** How colleagues come in. */
export const invitationRoutes: Feature = (api, deps) => {
  route(api, 'POST /api/v1/invitations', async ({ account, body }) => {
    const { id, expiresAt } = await inviteCaseworker(deps, account, body);
    return { id, expiresAt: expiresAt.toISOString() };
  });

  route(api, 'POST /api/v1/invitations/accept', async ({ body, request, reply }) => {
    const signedIn = await acceptInvitation(deps, { ...body, ...signInContext(request, api.cookies) });
    keepSignedIn(reply, api.cookies, signedIn);
    return { account: signedIn.account };
  });
};
