import { readFileSync } from 'node:fs';
import type { Api } from '../api.ts';
import { CSP_PAGE } from '../plugins/security-headers.ts';
import { referencePage } from './reference-page.ts';

/** Serves the description of the API: for machines as OpenAPI, for people as a page. */
export function serveReference(api: Api, platformName: string): void {
  const page = referencePage(platformName);
  const style = readFileSync(new URL('reference.css', import.meta.url), 'utf8');
  const hidden = { schema: { hide: true } };
  api.get('/api/openapi.json', hidden, async () => api.swagger());
  api.get('/api/reference', hidden, async (_request, reply) =>
    reply.type('text/html; charset=utf-8').header('content-security-policy', CSP_PAGE).send(page),
  );
  api.get('/api/reference.css', hidden, async (_request, reply) =>
    reply.type('text/css; charset=utf-8').header('cache-control', 'no-cache').send(style),
  );
}
