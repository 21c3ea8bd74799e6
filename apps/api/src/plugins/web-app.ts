import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Api } from '../api.ts';
import { answerUnknownApiPath } from './error-handler.ts';
import { notFoundPage } from './not-found-page.ts';
import { CSP_PAGE, cspPreviewFrame, cspWebApp, isApiPath, PERMISSIONS_WEB_APP } from './security-headers.ts';

/** Vite puts a hash of the content into these names. */
const HASHED = /[\\/]assets[\\/]/;
/** A page in which a preview is shown, compressed or not. */
const PREVIEW = /[\\/]preview[\\/]([^\\/]+\.html)(?:\.br|\.gz)?$/;
const FOREVER = 'public, max-age=31536000, immutable';

/** A page of the web app rather than a file: the last segment has no extension. Tokens hold no dots. */
function isPage(url: string): boolean {
  return !/\.[^/]*$/.test(url.split('?', 1)[0]!);
}

/**
 * The hash by which the policy lets the page's import map through: browsers count it as an inline script. It tells them
 * the digest of each script that is loaded later.
 */
function importMapHash(webRoot: string): string | undefined {
  const page = join(webRoot, 'index.html');
  if (!existsSync(page)) return undefined;
  const map = /<script type="importmap">([^<]*)<\/script>/.exec(readFileSync(page, 'utf8'))?.[1];
  return map && hashOf(map);
}

/** As a policy names an inline script. */
const hashOf = (script: string): string => `sha256-${createHash('sha256').update(script).digest('base64')}`;

/** The pages below /preview/, by name, with the policy of each: see `cspPreviewFrame`. */
function framePolicies(webRoot: string): ReadonlyMap<string, string> {
  const folder = join(webRoot, 'preview');
  const pages = existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith('.html')) : [];
  return new Map(
    pages.map((name) => {
      const page = readFileSync(join(folder, name), 'utf8');
      const script = /<script type="module">(.*)<\/script>/s.exec(page)?.[1] ?? '';
      return [name, cspPreviewFrame(hashOf(script))] as const;
    }),
  );
}

/** Serves the built web app: its files, and `index.html` for each of its pages. GET and HEAD only. */
export function installWebApp(api: Api, webRoot: string | undefined): void {
  const hasApp = webRoot !== undefined && existsSync(webRoot);
  if (hasApp) {
    const policy = cspWebApp(importMapHash(webRoot));
    const frames = framePolicies(webRoot);
    api.register(fastifyStatic, {
      root: webRoot,
      index: false,
      redirect: false,
      dotfiles: 'ignore',
      preCompressed: true,
      cacheControl: false,
      setHeaders: (reply, path) => {
        reply.header('cache-control', HASHED.test(path) ? FOREVER : 'no-cache');
        const framePolicy = frames.get(PREVIEW.exec(path)?.[1] ?? '');
        reply.header('content-security-policy', framePolicy ?? policy);
        if (framePolicy !== undefined) reply.header('x-frame-options', 'SAMEORIGIN');
        else reply.header('permissions-policy', PERMISSIONS_WEB_APP);
      },
    });
    // The folder itself is no file, and asking for it no mistake.
    api.get('/', (_, reply) => reply.sendFile('index.html'));
  }
  api.setNotFoundHandler((request: FastifyRequest, reply: FastifyReply) => {
    if (isApiPath(request.url)) return answerUnknownApiPath(request, reply);
    const isRead = request.method === 'GET' || request.method === 'HEAD';
    if (hasApp && isRead && isPage(request.url)) return reply.sendFile('index.html');
    return reply
      .code(404)
      .header('content-security-policy', CSP_PAGE)
      .type('text/html; charset=utf-8')
      .send(notFoundPage);
  });
}
