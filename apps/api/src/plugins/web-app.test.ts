import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { startTestApi, type TestApi } from '../testing/index.ts';

const MAP = '{"integrity":{"/assets/app-1a2b.js":"sha384-x"}}';
const PAGE = `<!doctype html><title>App</title><script type="importmap">${MAP}</script>`;
const MAP_HASH = `sha256-${createHash('sha256').update(MAP).digest('base64')}`;
const SCRIPT = 'console.log(1)'.repeat(100);
const FRAME_SCRIPT = "addEventListener('message', (event) => {\n  event.ports[0].postMessage('<b>');\n});";
const FRAME = `<!doctype html><title>Frame</title><main></main><script type="module">${FRAME_SCRIPT}</script>`;
let folder: string;
let api: TestApi;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'umschlag-web-'));
  const webRoot = join(folder, 'dist');
  await mkdir(join(webRoot, 'assets'), { recursive: true });
  await writeFile(join(webRoot, 'index.html'), PAGE);
  await writeFile(join(webRoot, 'service-worker.js'), SCRIPT);
  await writeFile(join(webRoot, 'assets', 'app-1a2b.js'), SCRIPT);
  await writeFile(join(webRoot, 'assets', 'app-1a2b.js.gz'), gzipSync(SCRIPT));
  await mkdir(join(webRoot, 'preview'));
  await writeFile(join(webRoot, 'preview', 'plain.html'), FRAME);
  await writeFile(join(webRoot, 'preview', 'plain.html.gz'), gzipSync(FRAME));
  await writeFile(join(webRoot, '.env'), 'SECRET=1');
  await writeFile(join(folder, 'outside.txt'), 'outside');
  api = await startTestApi({ webRoot });
});
afterAll(async () => {
  await api.close();
  await rm(folder, { recursive: true });
});

const text = (octets: Uint8Array) => new TextDecoder().decode(octets);

describe('the web app', () => {
  test.each(['/', '/sign-in', '/sign-in/link', `/d/${'x'.repeat(43)}`, '/deliveries/1?x=a.b'])(
    '%s is the app, asked for afresh, under the strict policy',
    async (path) => {
      const { status, octets, headers } = await api.request('GET', path);
      expect([status, text(octets)]).toEqual([200, PAGE]);
      expect(headers.get('cache-control')).toBe('no-cache');
      expect(headers.get('content-type')).toBe('text/html; charset=utf-8');
      expect(headers.get('content-security-policy')).toContain("require-trusted-types-for 'script'");
    },
  );

  test('scripts come from here alone; the page’s map of digests, by hash, and WebAssembly for Argon2id are all besides', async () => {
    for (const path of ['/', '/assets/app-1a2b.js']) {
      const policy = (await api.request('GET', path)).headers.get('content-security-policy')!.split('; ');
      expect(policy).toContain("default-src 'none'");
      expect(policy).toContain(`script-src 'self' 'wasm-unsafe-eval' '${MAP_HASH}'`);
      expect(policy.filter((one) => /unsafe-inline|'unsafe-eval'|https?:|\*|data:/.test(one))).toEqual([]);
    }
  });

  test.each(['identity', 'gzip'])(
    'a frame for previews is of no origin, runs its own script and loads nothing, also as %s',
    async (encoding) => {
      const answer = await api.request('GET', '/preview/plain.html', { headers: { 'accept-encoding': encoding } });
      expect([answer.status, text(answer.octets)]).toEqual([200, FRAME]);
      const policy = answer.headers.get('content-security-policy')!.split('; ');
      const hash = createHash('sha256').update(FRAME_SCRIPT).digest('base64');
      expect(policy).toEqual(expect.arrayContaining(['sandbox allow-scripts', "default-src 'none'"]));
      expect(policy).toContain(`script-src 'sha256-${hash}' 'wasm-unsafe-eval'`);
      expect(policy).toContain("frame-ancestors 'self'");
      // Beside that script, only what the frame has made itself.
      expect(policy.filter((one) => /-src /.test(one) && !/^(default|script)-src/.test(one))).toEqual([
        'worker-src blob:',
        'img-src blob:',
      ]);
      expect(answer.headers.get('x-frame-options')).toBe('SAMEORIGIN');
    },
  );

  test('no other page can be framed, by whomever', async () => {
    for (const path of ['/', '/preview/', '/preview/plain', '/preview/other.html', '/api/v1/session']) {
      const { headers } = await api.request('GET', path);
      expect([path, headers.get('x-frame-options')]).toEqual([path, 'DENY']);
      expect(headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
    }
  });

  test('the app’s own pages may ask for the camera, to scan QR codes; the API and everybody else may not', async () => {
    const allowed = async (path: string) => (await api.request('GET', path)).headers.get('permissions-policy');
    expect(await allowed('/account/contacts')).toMatch(/^camera=\(self\), microphone=\(\), geolocation=\(\)/);
    expect(await allowed('/api/v1/nothing')).toMatch(/^camera=\(\), microphone=\(\)/);
  });

  test('hashed files are kept for ever, others are asked for afresh', async () => {
    const cached = async (path: string) => (await api.request('GET', path)).headers.get('cache-control');
    expect(await cached('/assets/app-1a2b.js')).toContain('immutable');
    expect(await cached('/service-worker.js')).toBe('no-cache');
  });

  test('a file that lies there compressed is sent so', async () => {
    const headers = { 'accept-encoding': 'gzip' };
    const answer = await api.request('GET', '/assets/app-1a2b.js', { headers });
    expect(answer.headers.get('content-encoding')).toBe('gzip');
    expect(text(answer.octets)).toBe(SCRIPT);
  });

  test.each(['/nothing.js', '/assets/app-0000.js', '/.env', '/..%2foutside.txt', '/assets/..%2f..%2foutside.txt'])(
    '%s is not there',
    async (path) => {
      const { status, octets } = await api.request('GET', path);
      expect([400, 403, 404]).toContain(status);
      expect(text(octets)).not.toMatch(/SECRET|outside$|console/);
    },
  );

  test('an app that is asked for by another method is not there', async () => {
    expect((await api.request('POST', '/sign-in')).status).toBe(404);
    expect((await api.request('HEAD', '/sign-in')).status).toBe(200);
  });

  test('without a built app there is a page that says so', async () => {
    const bare = await startTestApi();
    const { status, octets } = await bare.request('GET', '/');
    expect([status, text(octets)]).toEqual([404, expect.stringContaining('<h1>')]);
    await bare.close();
  });
});
