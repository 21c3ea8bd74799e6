import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Api } from '../api.ts';
import { isHttps } from './session-cookie.ts';

/** For what is data: nothing may be loaded or framed. */
const CSP_DATA = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/**
 * For the web app. Scripts from here only, and the import map of its page, by hash; workers also from what that page has
 * fetched and checked itself (`blob:`), as browsers check no digests of workers; what makes a script from a text must go
 * through the one policy. `wasm-unsafe-eval` allows WebAssembly and no eval of scripts: without it no browser computes Argon2id, which guards the
 * passphrases of keys.
 */
export const cspWebApp = (importMapHash?: string): string =>
  [
    "default-src 'none'",
    `script-src 'self' 'wasm-unsafe-eval'${importMapHash === undefined ? '' : ` '${importMapHash}'`}`,
    "style-src 'self'",
    "img-src 'self' blob:",
    "font-src 'self'",
    "connect-src 'self'",
    "worker-src 'self' blob:",
    // A hidden frame asks for what the service worker answers as a download; pages of ours refuse to be framed.
    "frame-src 'self'",
    "manifest-src 'self'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
    "require-trusted-types-for 'script'",
    'trusted-types umschlag',
  ].join('; ');

/**
 * For the frames in which files of strangers are shown. The one script that such a page holds is let through by its hash;
 * it may show images, start a thread and use WebAssembly (which unpacks scans) of what it has at hand. It is of no origin
 * and loads nothing, from here as little as from elsewhere, and only pages of ours may frame it. What this does not stop
 * stands in docs/THREAT-MODEL.md.
 */
export const cspPreviewFrame = (scriptHash: string): string =>
  [
    'sandbox allow-scripts',
    "default-src 'none'",
    `script-src '${scriptHash}' 'wasm-unsafe-eval'`,
    'worker-src blob:',
    'img-src blob:',
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'self'",
    "require-trusted-types-for 'script'",
    'trusted-types preview',
  ].join('; ');

/** For pages of the server itself: a style sheet of ours, and no script at all. */
export const CSP_PAGE =
  "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/** The same for pages whose form goes back to us. */
export const CSP_PLAIN_FORM = CSP_PAGE.replace("form-action 'none'", "form-action 'self'");

const permissions = (camera: '()' | '(self)') =>
  `camera=${camera}, microphone=(), geolocation=(), payment=(), usb=(), browsing-topics=(), display-capture=()`;

/** The web app scans QR codes of keys; nothing else of ours uses any device. */
export const PERMISSIONS_WEB_APP = permissions('(self)');

const ALWAYS: Readonly<Record<string, string>> = {
  'x-content-type-options': 'nosniff',
  // The addresses of links are secrets.
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'x-frame-options': 'DENY',
  'permissions-policy': permissions('()'),
};

/** Two years, as the preload lists ask for; without subdomains, which are not ours to decide about. */
const HSTS = 'max-age=63072000';

/** Puts the headers on every answer, errors included; a route may set its own before. */
export function installSecurityHeaders(api: Api, publicUrl: string): void {
  api.addHook('onSend', async (request, reply) => setSecurityHeaders(request, reply, publicUrl));
}

/** For what never reaches the hooks; else see {@link installSecurityHeaders}. */
export function setSecurityHeaders(request: FastifyRequest, reply: FastifyReply, publicUrl: string): void {
  for (const [name, value] of Object.entries(ALWAYS)) if (!reply.hasHeader(name)) reply.header(name, value);
  if (!reply.hasHeader('content-security-policy')) reply.header('content-security-policy', CSP_DATA);
  if (isHttps(publicUrl)) reply.header('strict-transport-security', HSTS);
  if (!reply.hasHeader('cache-control') && isApiPath(request.url)) reply.header('cache-control', 'no-store');
}

export function isApiPath(url: string): boolean {
  return /^\/api(?:[/?]|$)/.test(url);
}
