import { deviceLabel, type SignedIn, type SignInContext } from '@umschlag/core';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Cookies } from '../plugins/session-cookie.ts';

/** What a sign-in needs to know of the request. */
export function signInContext(request: FastifyRequest, cookies: Cookies): SignInContext {
  return {
    clientAddress: request.ip,
    device: deviceLabel(request.headers['user-agent']),
    previousToken: cookies.read(request, 'session'),
    deviceToken: cookies.read(request, 'device'),
  };
}

/** Gives the browser what it keeps: the session, and that it has signed in to this address before. */
export function keepSignedIn(reply: FastifyReply, cookies: Cookies, { token, cookieUntil, knownDevice }: SignedIn) {
  cookies.set(reply, 'session', token, cookieUntil);
  cookies.set(reply, 'device', knownDevice.token, knownDevice.until);
}
