import { existsSync } from 'node:fs';
import fastifyStatic from '@fastify/static';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Api } from '../api.ts';
import { answerUnknownApiPath } from './error-handler.ts';
import { notFoundPage } from './not-found-page.ts';
import { CSP_PAGE, CSP_WEB_APP, isApiPath } from './security-headers.ts';

/** Vite puts a hash of the content into these names. */
const HASHED = /[\\/]assets[\\/]/;
const FOREVER = 'public, max-age=31536000, immutable';

/** A page of the web app rather than a file: the last segment has no extension. Tokens hold no dots. */
function isPage(url: string): boolean {
  return !/\.[^/]*$/.test(url.split('?', 1)[0]!);
}

/** Serves the built web app: its files, and `index.html` for each of its pages. GET and HEAD only. */
export function installWebApp(api: Api, webRoot: string | undefined): void {
  const hasApp = webRoot !== undefined && existsSync(webRoot);
  if (hasApp) {
    api.register(fastifyStatic, {
      root: webRoot,
      index: false,
      redirect: false,
      dotfiles: 'ignore',
      preCompressed: true,
      cacheControl: false,
      setHeaders: (reply, path) => {
        reply.header('cache-control', HASHED.test(path) ? FOREVER : 'no-cache');
        reply.header('content-security-policy', CSP_WEB_APP);
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
