import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type RouteDefinition, routes } from '@umschlag/contract';
import { DatabaseUnavailable } from '@umschlag/db';
import { AppError } from '@umschlag/std';
import { StorageError } from '@umschlag/storage';
import type { Api } from './api.ts';
import { createApp } from './app.ts';
import { toAppError } from './plugins/error-handler.ts';
import { route } from './plugins/route.ts';
import { startTestApi, type TestApi } from './testing/index.ts';

let api: TestApi;
beforeAll(async () => {
  api = await startTestApi();
});
afterAll(() => api.close());

describe('the table of routes', () => {
  test('every route of the contract is bound, and nothing else is below /api', () => {
    expect(api.app.checkRoutes()).toEqual({ missing: [], foreign: [] });
  });

  test('a route that is not in it cannot be bound', async () => {
    const feature = (app: Api) => route(app, 'GET /api/v1/secrets' as never, async () => undefined as never);
    await expect(createApp(api.deps, { logLevel: 'silent', features: [feature] })).rejects.toThrow('not in the table');
  });

  test('a route below /api that goes around the table stops the start', async () => {
    const feature = (app: Api) => void app.get('/api/v1/back-door', async () => 'in');
    const start = createApp(api.deps, { logLevel: 'silent', features: [feature] });
    await expect(start).rejects.toThrow('GET /api/v1/back-door');
  });

  test('an unknown address and an unknown method are told apart, as problems', async () => {
    expect((await api.request('GET', '/api/v1/nothing')).code).toBe('not_found');
    expect((await api.request('GET', '/api')).code).toBe('not_found');
    const answer = await api.request('PUT', '/api/v1/session');
    expect([answer.code, answer.status, answer.headers.get('allow')]).toEqual([
      'method_not_allowed',
      405,
      'GET, DELETE',
    ]);
  });
});

describe('an address that cannot be read', () => {
  test.each([
    ['a broken escape', '%zz'],
    ['a parameter of 600 characters', 'x'.repeat(600)],
  ])('%s is refused as a problem that does not repeat it, with the headers of every answer', async (_, end) => {
    const answer = await fetch(`${api.url}/api/v1/links/a-secret-token${end}`);
    const text = await answer.text();
    expect(JSON.parse(text).error.code).toBe('invalid_request');
    expect(text).not.toContain('a-secret-token');
    for (const name of ['content-security-policy', 'x-content-type-options', 'referrer-policy', 'cache-control']) {
      expect([name, answer.headers.has(name)]).toEqual([name, true]);
    }
  });
});

describe('requests that do not fit', () => {
  const signIn = (body: unknown, headers: Record<string, string> = {}) =>
    api.request('POST', '/api/v1/session/password', { body, headers });

  test('are answered with the field and the rule, never with the value', async () => {
    const answer = await signIn({ email: 'a@example.org', password: 'hunter2'.repeat(300) });
    expect(answer.body.error).toMatchObject({
      code: 'invalid_request',
      details: { part: 'body', field: 'password', rule: 'maxLength' },
    });
    expect(JSON.stringify(answer.body)).not.toContain('hunter2');
  });

  test('a missing field is named', async () => {
    expect((await signIn({ email: 'a@example.org' })).body.error.details.field).toBe('password');
  });

  test('a number is no text and null is not 0: JSON means what it says', async () => {
    expect((await signIn({ email: 'a@example.org', password: 5 })).code).toBe('invalid_request');
    expect((await signIn({ email: 'a@example.org', password: null })).code).toBe('invalid_request');
  });

  test.each([
    ['', 'application/json', 400, 'invalid_request'],
    ['{"email":', 'application/json', 400, 'invalid_request'],
    ['{"__proto__":{}}', 'application/json', 400, 'invalid_request'],
    ['email=x', 'application/x-www-form-urlencoded', 415, 'unsupported_media_type'],
    ['{}', 'text/plain', 415, 'unsupported_media_type'],
    ['x'.repeat(300_000), 'application/json', 413, 'payload_too_large'],
  ])('%.12j as %s is %i %s', async (body, type, status, code) => {
    const answer = await signIn(body, { 'content-type': type });
    expect([answer.status, answer.code]).toEqual([status, code]);
  });

  test('an id that is none is refused before the database sees it', async () => {
    const { cookie } = await api.signInAs(await api.createCitizen());
    expect((await api.call('DELETE /api/v1/sessions/:id', { params: { id: "x' OR 1=1" }, cookie })).code).toBe(
      'invalid_request',
    );
  });
});

describe('errors', () => {
  test.each([
    [new DatabaseUnavailable(new Error('x')), 'service_unavailable'],
    [new StorageError('unavailable', 'x'), 'storage_unavailable'],
    [new StorageError('denied', 'x'), 'storage_unavailable'],
    [new StorageError('aborted', 'x'), 'storage_unavailable'],
    [new StorageError('full', 'x'), 'storage_full'],
    [new StorageError('not_found', 'x'), 'internal_error'],
    [new TypeError('secret detail'), 'internal_error'],
    ['a string', 'internal_error'],
    [undefined, 'internal_error'],
    [Object.assign(new Error('x'), { statusCode: 500 }), 'internal_error'],
    [new AppError('address_taken', 'x'), 'address_taken'],
  ])('%s becomes %s', (thrown, code) => {
    const error = toAppError(thrown);
    expect(error.code).toBe(code);
    if (code === 'internal_error') expect(error.message).not.toContain('secret');
  });

  test('a database that is down is an outage, not a refusal, and a way back is found', async () => {
    const { cookie } = await api.signInAs(await api.createCitizen());
    const { database } = api.deps;
    const failing = {
      get: () => {
        throw new DatabaseUnavailable(new Error('down'));
      },
    };
    const broken = await startTestApi({
      wrap: (deps) => ({ ...deps, database: { ...database, db: new Proxy({} as never, failing) } }),
    });
    for (const key of ['GET /api/v1/sessions', 'GET /api/v1/session', 'GET /api/v1/health'] as const) {
      const answer = await broken.call(key, { cookie });
      expect([answer.status, answer.code]).toEqual([503, 'service_unavailable']);
    }
    await broken.close();
    expect((await api.call('GET /api/v1/sessions', { cookie })).status).toBe(200);
  });
});

describe('health', () => {
  test.each([
    ['unavailable', 503, 'storage_unavailable'],
    ['full', 507, 'storage_full'],
  ] as const)('tells of a storage that is %s, as its description says', async (trouble, status, code) => {
    const check = () => Promise.reject(new StorageError(trouble, 'x'));
    const broken = await startTestApi({ wrap: (deps) => ({ ...deps, store: { ...deps.store, check } }) });
    const answer = await broken.call('GET /api/v1/health');
    expect([answer.status, answer.code]).toEqual([status, code]);
    expect(routes['GET /api/v1/health'].errors).toContain(code);
    await broken.close();
  });
});

describe('every answer', () => {
  test.each(['/api/v1/health', '/api/v1/nothing', '/api/openapi.json', '/api/reference', '/', '/nothing.js'])(
    '%s carries the security headers',
    async (path) => {
      const { headers } = await api.request('GET', path);
      expect(headers.get('x-content-type-options')).toBe('nosniff');
      expect(headers.get('referrer-policy')).toBe('no-referrer');
      expect(headers.get('cross-origin-opener-policy')).toBe('same-origin');
      expect(headers.get('cross-origin-resource-policy')).toBe('same-origin');
      expect(headers.get('content-security-policy')).toContain("default-src 'none'");
      expect(headers.get('content-security-policy')).not.toContain('unsafe');
      expect(headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
      expect(headers.get('strict-transport-security')).toBeNull();
      expect(headers.get('server')).toBeNull();
    },
  );

  test('below /api is not kept by anybody', async () => {
    expect((await api.call('GET /api/v1/session')).headers.get('cache-control')).toBe('no-store');
    expect((await api.request('GET', '/api/v1/nothing')).headers.get('cache-control')).toBe('no-store');
  });

  test('by https asks for https the next time, and cookies are bound to the host', async () => {
    const secure = await startTestApi({ publicUrl: 'https://umschlag.example' });
    const body = { email: 'x@example.org', language: 'de' } as const;
    const answer = await secure.call('POST /api/v1/session/code', { body });
    expect(answer.headers.get('strict-transport-security')).toMatch(/^max-age=\d+/);
    expect(answer.headers.getSetCookie()[0]).toMatch(
      /^__Host-umschlag-browser=[\w-]{43}; Path=\/; Expires=.*; HttpOnly; Secure; SameSite=Lax$/,
    );
    await secure.close();
  });
});

describe('the connection', () => {
  /** Sends octets and collects what comes until the other side ends. */
  function raw(text: string): Promise<string> {
    return new Promise((resolve, reject) => {
      const socket = connect(Number(new URL(api.url).port), '127.0.0.1', () => socket.write(text));
      let received = '';
      socket.on('data', (octets) => {
        received += octets;
      });
      socket.on('end', () => resolve(received)).on('error', reject);
    });
  }

  test.each([
    ['rubbish', 'rubbish\r\n\r\n', 400],
    ['two lengths', 'POST /api/v1/health HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nx', 400],
    ['headers without end', `GET / HTTP/1.1\r\nHost: x\r\nX: ${'x'.repeat(20_000)}\r\n\r\n`, 431],
  ])('%s is refused without a word about the server', async (_, text, status) => {
    const answer = await raw(text);
    expect(answer).toMatch(new RegExp(`^HTTP/1.1 ${status} `));
    expect(answer).not.toMatch(/node|fastify/i);
  });

  test('does not limit how long a request lasts, but ends when nothing moves or headers are slow', () => {
    const { server } = api.app;
    expect(server.requestTimeout).toBe(0);
    expect(server.headersTimeout).toBe(30_000);
    expect(server.timeout).toBe(300_000);
    expect(server.keepAliveTimeout).toBe(75_000);
  });
});

describe('the description', () => {
  test('OpenAPI 3.1 holds every route with its summary', async () => {
    const { body } = await api.request('GET', '/api/openapi.json');
    expect(body.openapi).toBe('3.1.0');
    for (const [key, { summary }] of Object.entries(routes)) {
      const [method, url] = key.split(' ') as [string, string];
      const operation = body.paths[url.replace(/:(\w+)/g, '{$1}')][method.toLowerCase()];
      expect([key, operation.summary]).toEqual([key, summary]);
    }
  });

  test('OpenAPI says of each JSON body whether the server can do without, as it can when it sends a draft', async () => {
    const { body } = await api.request('GET', '/api/openapi.json');
    const described: [string, boolean][] = [];
    for (const [key, definition] of Object.entries<RouteDefinition>(routes)) {
      const [method, url] = key.split(' ') as [string, string];
      const { requestBody } = body.paths[url.replace(/:(\w+)/g, '{$1}')][method.toLowerCase()];
      if (!definition.body) continue;
      described.push([key, requestBody.required]);
      expect([key, requestBody.required]).toEqual([key, !definition.isBodyOptional]);
    }
    expect(described).toContainEqual(['POST /api/v1/deliveries/:id/send', false]);
    expect(described).toContainEqual(['POST /api/v1/deliveries', true]);
  });

  test('the page has every route and code, one main heading, and no script', async () => {
    const answer = await api.request('GET', '/api/reference');
    const page = new TextDecoder().decode(answer.octets);
    for (const key of Object.keys(routes)) expect(page).toContain(`<code>${key}</code>`);
    expect(page.match(/<h1/g)).toHaveLength(1);
    expect(page).toContain('<html lang="en">');
    expect(page).not.toMatch(/<script|style=|onclick/);
    const ids = [...page.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id);
    expect(new Set(ids).size).toBe(ids.length);
    for (const [, target] of page.matchAll(/href="#([^"]+)"/g)) expect(ids).toContain(target);
    expect((await api.request('GET', '/api/reference.css')).headers.get('content-type')).toContain('text/css');
  });
});
