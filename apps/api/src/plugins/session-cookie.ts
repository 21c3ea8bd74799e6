import type { CookieSerializeOptions } from '@fastify/cookie';
import type { FastifyReply, FastifyRequest } from 'fastify';

/** The platform's cookies. `__Host-` binds them to this host and to https (RFC 6265bis §4.1.3.2). */
type CookieUse = 'session' | 'browser' | 'device';
const NAMES = { session: 'umschlag', browser: 'umschlag-browser', device: 'umschlag-device' } as const;

export interface Cookies {
  read(request: FastifyRequest, use: CookieUse): string | undefined;
  /** Without `expiresAt` it ends with the browser. */
  set(reply: FastifyReply, use: CookieUse, value: string, expiresAt?: Date): void;
  clear(reply: FastifyReply, use: CookieUse): void;
  /** Whether the request carries any of ours. */
  carriedBy(request: FastifyRequest): boolean;
}

/** @param isSecure whether people reach the platform by https; plain http is for loopback only. */
export function createCookies(isSecure: boolean): Cookies {
  const nameOf = (use: CookieUse) => `${isSecure ? '__Host-' : ''}${NAMES[use]}`;
  const options: CookieSerializeOptions = { httpOnly: true, sameSite: 'lax', path: '/', secure: isSecure };
  return {
    read: (request, use) => request.cookies[nameOf(use)],
    set: (reply, use, value, expiresAt) => {
      reply.setCookie(nameOf(use), value, { ...options, ...(expiresAt ? { expires: expiresAt } : {}) });
    },
    clear: (reply, use) => {
      reply.clearCookie(nameOf(use), options);
    },
    carriedBy: (request) => request.cookies[nameOf('session')] !== undefined,
  };
}

/** Whether the public address is https. */
export function isHttps(publicUrl: string): boolean {
  return publicUrl.startsWith('https:');
}
