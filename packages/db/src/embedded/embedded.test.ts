import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { chmod, chown, mkdir, readFile, readlink, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { makeReachableFolder } from '../testing/reachable-folder.ts';
import { withClient } from '../testing/template.ts';
import { canEnter } from './identity.ts';
import { DataFolderInUse, type EmbeddedPostgres, startEmbeddedPostgres } from './index.ts';
import { stopPostmaster } from './lock-file.ts';
import { isAlive, waitForEnd } from './processes.ts';

const isRoot = process.getuid?.() === 0;
const asRoot = isRoot ? test : test.skip;

let dataDir: string;
const servers: EmbeddedPostgres[] = [];
const children: ChildProcess[] = [];

beforeEach(async () => {
  dataDir = await makeReachableFolder('umschlag-embedded-');
});
afterEach(async () => {
  await Promise.all(children.splice(0).map(kill));
  await Promise.all(servers.splice(0).map((server) => server.stop()));
  await rm(dataDir, { recursive: true });
});

async function start(folder = dataDir, fsync = false): Promise<EmbeddedPostgres> {
  const server = await startEmbeddedPostgres({ dataDir: folder, fsync });
  servers.push(server);
  return server;
}

const addRow = (url: string, id: number) =>
  withClient(url, async (client) => {
    await client.query('CREATE TABLE IF NOT EXISTS kept (id int)');
    await client.query('INSERT INTO kept VALUES ($1)', [id]);
  });
const rows = (url: string) =>
  withClient(url, async (client) => (await client.query('SELECT id FROM kept ORDER BY id')).rows.map(({ id }) => id));

/** Starts the server in a Node of its own, as another account if wanted. */
async function startInChild(account: { uid?: number; gid?: number } = {}) {
  const script = fileURLToPath(new URL('start-server.fixture.ts', import.meta.url));
  const env = { PATH: process.env.PATH };
  const child = spawn(process.execPath, [script, dataDir], { stdio: ['ignore', 'pipe', 'inherit'], env, ...account });
  children.push(child);
  const [line] = await once(child.stdout!, 'data');
  return { child, ...(JSON.parse(String(line)) as { url: string; pid: number; error?: string }) };
}

/** Some account of this system that is neither root nor the one that root's server takes. initdb wants it to have a name. */
async function ordinaryAccount(): Promise<{ uid: number; gid: number }> {
  const lines = (await readFile('/etc/passwd', 'utf8')).split('\n').map((line) => line.split(':').map(Number));
  const [, , uid = 1, gid = 1] = lines.find(([, , id = 0]) => id > 0 && id !== 65534) ?? [];
  return { uid, gid };
}

/** Whether a program of some account reaches a socket, or reads a file. */
function reaches(path: string, account: { uid: number; gid: number }): boolean {
  const script = 'test -S "$1" || head -c 1 "$1"';
  return spawnSync('/bin/sh', ['-c', script, 'sh', path], { cwd: '/', ...account }).status === 0;
}

async function kill(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.kill('SIGKILL');
  await once(child, 'exit');
}

describe('start and stop', () => {
  test('rows and the URL outlive a restart', async () => {
    const first = await start();
    await addRow(first.url, 1);
    await first.stop();
    expect(isAlive(first.pid)).toBe(false);
    const second = await start();
    expect(second.url).toBe(first.url);
    expect(await rows(second.url)).toEqual([1]);
  });

  test('a stop ends open transactions and can be repeated', async () => {
    const server = await start();
    const cut = withClient(server.url, async (client) => {
      await client.query('BEGIN');
      await server.stop();
      await client.query('SELECT 1');
    });
    await expect(cut).rejects.toThrow();
    await server.stop();
  });

  test('text is UTF-8, sorted by code point, and time is UTC', async () => {
    const { url } = await start();
    const sql = `SELECT current_setting('server_encoding') AS encoding, current_setting('TimeZone') AS zone,
      lower('ÄÖÜ') AS lower, ARRAY(SELECT x FROM unnest(ARRAY['ä','b','Z','a']) AS x ORDER BY x) AS sorted`;
    const [row] = await withClient(url, async (client) => (await client.query(sql)).rows);
    expect(row).toEqual({ encoding: 'UTF8', zone: 'UTC', lower: 'äöü', sorted: ['Z', 'a', 'b', 'ä'] });
  });

  test('only the unix socket is open, in a folder for the server alone', async () => {
    const { url } = await start();
    const [row] = await withClient(url, async (client) => (await client.query('SHOW listen_addresses')).rows);
    expect(row).toEqual({ listen_addresses: '' });
    const folder = await stat(decodeURIComponent(new URL(url).hostname));
    expect(folder.mode & 0o777).toBe(0o700);
  });

  test('a data folder with a very long name works', async () => {
    const server = await start(join(dataDir, 'a-long-name-'.repeat(12)));
    await addRow(server.url, 1);
    const socketDir = decodeURIComponent(new URL(server.url).hostname);
    expect(socketDir.length).toBeLessThan(90);
    await server.stop();
    await expect(stat(socketDir)).rejects.toMatchObject({ code: 'ENOENT' });
  });

  test('values of a failed statement do not get into the log', async () => {
    let log = '';
    const server = await startEmbeddedPostgres({ dataDir, fsync: false, onLog: (text) => (log += text) });
    servers.push(server);
    const insert = (client: { query(sql: string): Promise<unknown> }) =>
      client.query(`INSERT INTO t VALUES ('secret@example.org')`);
    const twice = withClient(server.url, async (client) => {
      await client.query('CREATE TABLE t (address text PRIMARY KEY)');
      await insert(client);
      await insert(client);
    });
    await expect(twice).rejects.toThrow(/duplicate key/);
    await server.stop();
    expect(log).toContain('duplicate key');
    expect(log).not.toContain('secret');
  });
});

describe('after a crash', () => {
  test('kill -9 of the postmaster loses no acknowledged row', async () => {
    const first = await start(dataDir, true);
    await addRow(first.url, 1);
    process.kill(first.pid, 'SIGKILL');
    await first.ended;
    expect(await rows((await start(dataDir, true)).url)).toEqual([1]);
  });

  test('kill -9 of Node leaves a server that the next start ends, and no row is lost', async () => {
    const { child, url, pid } = await startInChild();
    await addRow(url, 1);
    await kill(child);
    expect(isAlive(pid)).toBe(true);
    const next = await start(dataDir, true);
    expect(isAlive(pid)).toBe(false);
    expect(await rows(next.url)).toEqual([1]);
  });

  test('a foreign process that got the old pid is left alone', async () => {
    await (await start()).stop();
    const bystander = spawn('sleep', ['600']);
    children.push(bystander);
    const lock = join(dataDir, 'postgres', 'cluster', 'postmaster.pid');
    await writeFile(lock, `${bystander.pid}\n${dataDir}/postgres/cluster\n`);
    await start();
    expect(isAlive(bystander.pid!)).toBe(true);
  });

  test('a first start cut short in initdb is begun anew', async () => {
    const half = join(dataDir, 'postgres', 'cluster.half');
    await mkdir(half, { recursive: true });
    await chmod(join(dataDir, 'postgres'), 0o711);
    await writeFile(join(half, 'PG_VERSION'), '18');
    await addRow((await start()).url, 1);
  });
});

describe('one owner', () => {
  test('a second start of the same folder is refused, and the first goes on', async () => {
    const first = await start();
    await expect(startEmbeddedPostgres({ dataDir })).rejects.toThrow(DataFolderInUse);
    await addRow(first.url, 1);
  });

  test('another process is refused too', async () => {
    await start();
    expect(await startInChild()).toMatchObject({ error: 'DataFolderInUse' });
  });
});

describe('accounts', () => {
  asRoot('as root, the server runs as an account without rights', async () => {
    const { pid } = await start();
    expect((await stat(`/proc/${pid}`)).uid).toBe(65534);
  });

  asRoot('as root, no other program of that account reaches the socket, the files or the memory', async () => {
    for (const folder of [dataDir, join(dataDir, 'a-long-name-'.repeat(12))]) {
      const { url, pid } = await start(folder);
      const socket = join(decodeURIComponent(new URL(url).hostname), '.s.PGSQL.5432');
      const { gid } = await stat(`/proc/${pid}`);
      for (const path of [socket, join(folder, 'postgres', 'cluster', 'PG_VERSION'), `/proc/${pid}/environ`]) {
        expect([path, reaches(path, { uid: 65534, gid: 65534 })]).toEqual([path, false]);
        // The server's own group does: so it is the right place that is closed.
        expect([path, reaches(path, { uid: 65534, gid })]).toEqual([path, true]);
      }
    }
  });

  asRoot('as root, data below a closed folder goes to a reachable one, with a link to it', async () => {
    await chmod(dataDir, 0o700);
    const first = await start();
    await addRow(first.url, 1);
    await first.stop();
    const second = await start();
    const target = await readlink(join(dataDir, 'postgres'));
    try {
      expect(target).toMatch(/^\/var\/lib\/umschlag\/[0-9a-f]{16}$/);
      expect(await rows(second.url)).toEqual([1]);
    } finally {
      await second.stop();
      await rm(target, { recursive: true });
    }
  });

  asRoot('a cluster that later falls behind a closed folder is moved with its rows', async () => {
    const first = await start();
    await addRow(first.url, 1);
    await first.stop();
    await chmod(dataDir, 0o700);
    const second = await start();
    const target = await readlink(join(dataDir, 'postgres'));
    try {
      expect(await rows(second.url)).toEqual([1]);
    } finally {
      await second.stop();
      await rm(target, { recursive: true });
    }
  });

  asRoot('an ordinary account runs its own server, and root carries it on as that account', async () => {
    const account = await ordinaryAccount();
    if (!(await canEnter(dirname(process.execPath), { ...account, spawn: account })))
      return console.warn('SKIPPED: another account cannot reach this checkout');
    await chown(dataDir, account.uid, account.gid);
    const { child, url, pid, error } = await startInChild(account);
    expect(error).toBeUndefined();
    expect((await stat(`/proc/${pid}`)).uid).toBe(account.uid);
    await addRow(url, 1);
    await kill(child);
    await stopPostmaster(pid);
    await waitForEnd(pid, 5_000);
    const server = await start();
    expect((await stat(`/proc/${server.pid}`)).uid).toBe(account.uid);
    expect(await rows(server.url)).toEqual([1]);
  });
});
