import { askSignInCode, confirmSignInCode, confirmSignInLink, endSession, signInByPassword } from '@umschlag/core';
import type { Feature } from '../api.ts';
import { route } from '../plugins/route.ts';
import { keepSignedIn, signInContext } from './sign-in-context.ts';

/** Signing in and out. */
export const sessionRoutes: Feature = (api, deps) => {
  const { cookies } = api;

  route(api, 'GET /api/v1/session', async ({ account }) => ({
    account: account ?? null,
    platformName: deps.platformName,
  }));

  route(api, 'POST /api/v1/session/password', async ({ body, request, reply }) => {
    const signedIn = await signInByPassword(deps, { ...body, ...signInContext(request, cookies) });
    keepSignedIn(reply, cookies, signedIn);
    return { account: signedIn.account };
  });

  route(api, 'POST /api/v1/session/code', async ({ body, request, reply }) => {
    const { clientAddress, deviceToken } = signInContext(request, cookies);
    const browserToken = cookies.read(request, 'browser');
    const challenge = await askSignInCode(deps, { ...body, browserToken, clientAddress, deviceToken });
    cookies.set(reply, 'browser', challenge.browserToken, challenge.expiresAt);
    return { challengeId: challenge.challengeId, expiresAt: challenge.expiresAt.toISOString() };
  });

  route(api, 'POST /api/v1/session/code/confirm', async ({ body, request, reply }) => {
    const signedIn = await confirmSignInCode(deps, { ...body, ...signInContext(request, cookies) });
    keepSignedIn(reply, cookies, signedIn);
    return { account: signedIn.account, returnTo: signedIn.returnTo };
  });

  route(api, 'POST /api/v1/session/link/confirm', async ({ body, request, reply }) => {
    const browserToken = cookies.read(request, 'browser');
    const signedIn = await confirmSignInLink(deps, { ...body, browserToken, ...signInContext(request, cookies) });
    keepSignedIn(reply, cookies, signedIn);
    return { account: signedIn.account, returnTo: signedIn.returnTo };
  });

  route(api, 'DELETE /api/v1/session', async ({ account, caller, reply }) => {
    if (caller?.session) await endSession(deps, account.id, caller.session.id);
    cookies.clear(reply, 'session');
  });
};
