import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, readFile, rename, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { openDatabase } from '@umschlag/db';
import { createEmptyDatabase } from '@umschlag/db/testing';

const MAIN = fileURLToPath(new URL('main.ts', import.meta.url));

let folder: string;
const children: ChildProcess[] = [];
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'umschlag-start-'));
});
afterEach(async () => {
  await Promise.all(children.splice(0).map(stop));
  await rm(folder, { recursive: true });
});

async function freePort(): Promise<string> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as { port: number };
  await new Promise((resolve) => server.close(resolve));
  return String(port);
}

/** Starts what `npm start` starts, until it is ready or has ended. */
async function start(given: Record<string, string> = {}) {
  const env = { PATH: process.env.PATH, UMSCHLAG_DATA_DIR: folder, LOG_LEVEL: 'silent', MAIL_WEB_PORT: '0', ...given };
  const stdio: ('ignore' | 'pipe' | 'ipc')[] = ['ignore', 'pipe', 'pipe', 'ipc'];
  const child = fork(MAIN, { env: { ...env, PORT: await freePort() }, execArgv: [], stdio });
  children.push(child);
  const said = { text: '' };
  for (const stream of [child.stdout!, child.stderr!]) stream.on('data', (text) => (said.text += text));
  const [first] = await Promise.race([once(child, 'message'), once(child, 'close')]);
  return { child, isReady: first === 'ready', said };
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.kill('SIGTERM');
  await once(child, 'exit');
}

describe('a lost master key', () => {
  test('stops the start with one sentence, again and again, until the file is back; no new key takes its place', async () => {
    const first = await start();
    expect(first.isReady).toBe(true);
    await stop(first.child);
    const file = join(folder, 'master-key');
    await rename(file, `${file}.kept`);
    for (const _ of [1, 2]) {
      const { child, isReady, said } = await start();
      expect(isReady).toBe(false);
      expect(child.exitCode).toBe(1);
      expect(said.text).toContain(`MASTER_KEY: the file ${file} is missing`);
      expect(said.text).toContain('put it back');
      expect(await readdir(folder)).not.toContain('master-key');
    }
    await rename(`${file}.kept`, file);
    expect((await start()).isReady).toBe(true);
  });
});

describe('a database that somebody runs on purpose', () => {
  test('gets no demo account, and no password is printed; the embedded one does', async () => {
    const DATABASE_URL = await createEmptyDatabase();
    const real = await start({ DATABASE_URL });
    expect(real.isReady).toBe(true);
    expect(real.said.text).not.toMatch(/password|demo/i);
    expect(await readdir(folder)).not.toContain('demo-caseworker.json');
    const database = openDatabase({ url: DATABASE_URL });
    expect(await database.db.selectFrom('accounts').select('id').execute()).toEqual([]);
    await database.close();
    await stop(real.child);
    await rm(join(folder, 'master-key'));
    const embedded = await start();
    const { password } = JSON.parse(await readFile(join(folder, 'demo-caseworker.json'), 'utf8'));
    expect(embedded.said.text).toContain(password);
  });
});

describe('where others can reach it', () => {
  const PUBLIC = { PUBLIC_URL: 'https://umschlag.example.org', TRUSTED_PROXIES: '1' };
  test('no demo account comes into being, and the start says so and what to do', async () => {
    const { child, isReady, said } = await start(PUBLIC);
    expect(isReady).toBe(true);
    expect(said.text).toMatch(/no demo account.*create-caseworker/s);
    expect(said.text).not.toMatch(/password/i);
    expect(await readdir(folder)).not.toContain('demo-caseworker.json');
    await stop(child);
    const here = await start();
    expect(here.said.text).toContain('demo@example.org');
    await stop(here.child);
  });

  test('the password of a demo account of before is not printed, and the start warns of it', async () => {
    await stop((await start()).child);
    const { password } = JSON.parse(await readFile(join(folder, 'demo-caseworker.json'), 'utf8'));
    const { said } = await start(PUBLIC);
    expect(said.text).toMatch(/demo@example\.org.*change its password/is);
    expect(said.text).not.toContain(password);
  });
});
