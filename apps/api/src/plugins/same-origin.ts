import { AppError } from '@umschlag/std';
import type { FastifyRequest } from 'fastify';
import type { Cookies } from './session-cookie.ts';

const SAFE_METHODS = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * Refuses a change that another site's page asked a browser for. A request with an `Authorization` header needs no
 * such check: no other site's page can send one without CORS, which we never grant, and cookies are ignored with it.
 * @throws AppError forbidden_origin
 */
export function refuseForeignOrigin(request: FastifyRequest, cookies: Cookies, publicUrl: string): void {
  if (SAFE_METHODS.has(request.method) || request.headers.authorization !== undefined) return;
  const { origin } = request.headers;
  const site = request.headers['sec-fetch-site'];
  const isForeign = (origin !== undefined && origin !== publicUrl) || (site !== undefined && site !== 'same-origin');
  // Every browser that sends our cookie with a change sends one of the two headers as well.
  const isUnproven = origin === undefined && site === undefined && cookies.carriedBy(request);
  if (isForeign || isUnproven) {
    throw new AppError('forbidden_origin', 'The request does not come from a page of this platform.');
  }
}
