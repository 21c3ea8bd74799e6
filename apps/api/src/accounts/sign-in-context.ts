import { deviceLabel, type SignInContext } from '@umschlag/core';
import type { FastifyRequest } from 'fastify';
import type { Cookies } from '../plugins/session-cookie.ts';

/** What a sign-in needs to know of the request. */
export function signInContext(request: FastifyRequest, cookies: Cookies): SignInContext {
  return {
    clientAddress: request.ip,
    device: deviceLabel(request.headers['user-agent']),
    previousToken: cookies.read(request, 'session'),
  };
}
