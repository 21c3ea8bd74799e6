import type { RouteDefinition } from '@umschlag/contract';
import { type Caller, type Deps, findApiToken, findSession } from '@umschlag/core';
import { AppError } from '@umschlag/std';
import type { FastifyRequest } from 'fastify';
import type { Api } from '../api.ts';
import { refuseForeignOrigin } from './same-origin.ts';
import type { Cookies } from './session-cookie.ts';

/** The token of an `Authorization: Bearer` header (RFC 6750 §2.1), if there is one. */
export function bearerToken(request: FastifyRequest): string | undefined {
  return /^Bearer +([A-Za-z0-9._~+/=-]+) *$/i.exec(request.headers.authorization ?? '')?.[1];
}

/** With an `Authorization` header the cookie does not count. A database that is down throws, and is not a refusal. */
async function findCaller(deps: Deps, cookies: Cookies, definition: RouteDefinition, request: FastifyRequest) {
  if (request.headers.authorization === undefined) {
    const token = cookies.read(request, 'session');
    return token === undefined ? undefined : findSession(deps, token);
  }
  if (!definition.apiToken) return undefined;
  const token = bearerToken(request);
  const caller = token === undefined ? undefined : await findApiToken(deps, token);
  if (!caller) throw new AppError('sign_in_required', 'The API token is not valid.');
  return caller;
}

/** What the other routes ask for the handler proves: a link or a token. */
const BY_ACCOUNT = new Set<RouteDefinition['access']>(['account', 'caseworker', 'administrator']);

/**
 * Whether a caller satisfies the route's rule.
 * @throws AppError sign_in_required, not_allowed
 */
export function authorise({ access }: RouteDefinition, caller: Caller | undefined): void {
  if (!BY_ACCOUNT.has(access)) return;
  if (!caller) throw new AppError('sign_in_required', 'Sign in first.');
  const { kind, role } = caller.account;
  const isAllowed =
    access === 'account' ||
    (kind === 'caseworker' && (access === 'caseworker' || (access === 'administrator' && role === 'administrator')));
  if (!isAllowed) throw new AppError('not_allowed', 'This account may not do that.');
}

/** Decides before the body is read: origin first, then who calls, then whether the route is for them. */
export function installAuthentication(api: Api, deps: Deps, cookies: Cookies): void {
  api.decorateRequest('caller', undefined);
  api.addHook('onRequest', async (request) => {
    const definition = request.routeOptions.config.route;
    if (!definition) return;
    refuseForeignOrigin(request, cookies, deps.publicUrl);
    // An upload is proved by its own token alone.
    if (definition.access === 'upload-token') return;
    request.caller = await findCaller(deps, cookies, definition, request);
    authorise(definition, request.caller);
  });
}
