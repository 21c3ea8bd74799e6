import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { MailStore } from './mail-store.ts';
import { listPage, mailPage, notFoundPage, STYLE } from './pages.ts';

interface Answer {
  readonly status: number;
  readonly type: string;
  readonly body: string | Buffer;
  readonly policy?: string;
}

const PAGE_POLICY =
  "default-src 'none'; style-src 'self'; frame-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
/** A mail's own HTML: no script, no form, nothing loaded, an origin of its own. */
const MAIL_POLICY = "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-ancestors 'self'";

const page = (body: string, status = 200): Answer => ({ status, type: 'text/html; charset=utf-8', body });
const json = (value: unknown, status = 200): Answer => ({
  status,
  type: 'application/json; charset=utf-8',
  body: JSON.stringify(value),
});
const NOTHING: Answer = { status: 204, type: 'text/plain; charset=utf-8', body: '' };

/** Shows the store's mails on 127.0.0.1: pages for people, JSON for tests. */
export async function startWebServer(port: number, store: MailStore) {
  const server = createServer((request, response) => {
    answer(request, store)
      .catch((): Answer => ({ status: 500, type: 'text/plain; charset=utf-8', body: 'The mail cannot be read.' }))
      .then((result) => write(response, result));
  });
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function answer(request: IncomingMessage, store: MailStore): Promise<Answer> {
  // Mails hold codes to sign in with: a page elsewhere that points its own name here gets nothing (DNS rebinding).
  if (!/^(?:127\.0\.0\.1|localhost|\[::1\])(?::\d+)?$/.test(request.headers.host ?? '')) {
    return { status: 421, type: 'text/plain; charset=utf-8', body: 'Only for this machine.' };
  }
  const { pathname, searchParams } = new URL(`http://catcher.invalid${request.url ?? '/'}`);
  if (request.method === 'DELETE' && pathname === '/api/mails') {
    await store.clear();
    return NOTHING;
  }
  if (request.method !== 'GET' && request.method !== 'HEAD') return json({ error: 'method not allowed' }, 405);
  return pathname.startsWith('/api/') ? answerJson(pathname, searchParams, store) : answerPage(pathname, store);
}

function answerJson(pathname: string, query: URLSearchParams, store: MailStore): Answer {
  if (pathname === '/api/mails') {
    const to = query.get('to')?.toLowerCase();
    const addressed = (recipients: readonly string[]) => recipients.some((address) => address.toLowerCase() === to);
    return json(store.list().filter((mail) => to === undefined || addressed(mail.to)));
  }
  const mail = store.find(/^\/api\/mails\/([\w-]+)$/.exec(pathname)?.[1] ?? '');
  return mail === undefined ? json({ error: 'not found' }, 404) : json(mail);
}

async function answerPage(pathname: string, store: MailStore): Promise<Answer> {
  if (pathname === '/') return page(listPage(store.list()));
  if (pathname === '/style.css') return { status: 200, type: 'text/css; charset=utf-8', body: STYLE };
  const [, id = '', view] = /^\/mails\/([\w-]+)(?:\/(html|source))?$/.exec(pathname) ?? [];
  const mail = store.find(id);
  if (mail === undefined || (view === 'html' && mail.html === null)) return page(notFoundPage(), 404);
  if (view === 'html') return { ...page(mail.html ?? ''), policy: MAIL_POLICY };
  if (view === 'source') {
    return { status: 200, type: 'text/plain; charset=utf-8', body: (await store.source(id)) ?? '' };
  }
  return page(mailPage(mail));
}

function write(response: ServerResponse, { status, type, body, policy }: Answer): void {
  response.writeHead(status, {
    'Content-Type': type,
    'Content-Security-Policy': policy ?? PAGE_POLICY,
    'X-Content-Type-Options': 'nosniff',
    'Referrer-Policy': 'no-referrer',
    'Cache-Control': 'no-store',
    'Cross-Origin-Resource-Policy': 'same-origin',
  });
  response.end(response.req.method === 'HEAD' ? undefined : body);
}
