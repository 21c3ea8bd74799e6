import { execFile, execFileSync } from 'node:child_process';
import { randomBytes, randomUUID } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { mkdir, mkdtemp, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { type RgwPorts, rgwConfig } from './rgw-config.ts';

const run = promisify(execFile);
const PROGRAMS = ['ceph-mon', 'ceph-osd', 'radosgw', 'radosgw-admin', 'ceph-authtool', 'monmaptool', 'ceph'];
/** Short, as the paths of its sockets may have 107 octets at most. */
const PARENT = '/var/tmp';
const READY_TRIES = 300;
const READY_PAUSE_MS = 100;

export interface Rgw {
  readonly endpoint: string;
  readonly region: string;
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  /** Ends all its processes and deletes its data. */
  stop(): void;
}

/** Why no gateway can be started here, or `undefined`. */
export function rgwMissing(): string | undefined {
  if (process.env.UMSCHLAG_TEST_QUICK === '1') return 'the quick tests leave Ceph RGW out';
  if (process.getuid?.() !== 0) return 'Ceph RGW is started by root only';
  const folders = (process.env.PATH ?? '').split(':').concat('/usr/bin', '/usr/sbin');
  const missing = PROGRAMS.filter((name) => !folders.some((folder) => existsSync(join(folder, name))));
  return missing.length > 0 ? `${missing.join(', ')} not installed (radosgw, ceph-mon, ceph-osd)` : undefined;
}

/**
 * Starts a real S3 server, Ceph's gateway, with a cluster of its own on loopback; some two seconds.
 * @param how `bluestore` keeps the data on disk, for benchmarks
 * @throws Error with the reason when it cannot be started here
 */
export async function startRgw(how: { bluestore?: boolean } = {}): Promise<Rgw> {
  const reason = rgwMissing();
  if (reason) throw new Error(`Ceph RGW cannot be started: ${reason}.`);
  const folder = await mkdtemp(join(PARENT, 'rgw-'));
  const onExit = () => endAll(folder);
  process.once('exit', onExit);
  const stop = () => {
    process.off('exit', onExit);
    endAll(folder);
  };
  try {
    const ports = await freePorts();
    await makeCluster(folder, ports, how.bluestore ? 'bluestore' : 'memstore');
    const keys = await startDaemons(folder);
    const endpoint = `http://127.0.0.1:${ports.http}`;
    await waitUntilReady(endpoint);
    return { endpoint, region: 'us-east-1', ...keys, stop };
  } catch (error) {
    stop();
    throw error;
  }
}

/** Kills by the process ids that the daemons wrote, and deletes the folder. */
function endAll(folder: string): void {
  const runFolder = join(folder, 'run');
  if (existsSync(runFolder)) {
    for (const name of readdirSync(runFolder)) {
      if (!name.endsWith('.pid')) continue;
      const pid = Number(readFileSync(join(runFolder, name), 'utf8').trim());
      try {
        process.kill(pid, 'SIGKILL');
      } catch {
        // It has ended already.
      }
    }
  }
  rmSync(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
}

async function freePorts(): Promise<RgwPorts> {
  const [monV2, monV1, http, osd] = await Promise.all([freePort(), freePort(), freePort(), freePort()]);
  // The daemon takes what it finds free in its range; it must not reach past the last port.
  return { monV2, monV1, http, osd: Math.min(osd, 65_000) };
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as { port: number };
  await new Promise((resolve) => server.close(resolve));
  return port;
}

async function makeCluster(folder: string, ports: RgwPorts, objectStore: 'memstore' | 'bluestore'): Promise<void> {
  const fsid = randomUUID();
  const inFolder = (name: string) => join(folder, name);
  for (const name of ['mon', 'osd', 'run', 'log', 'rgw']) await mkdir(inFolder(name));
  await writeFile(inFolder('ceph.conf'), rgwConfig(folder, fsid, ports, objectStore));
  const address = `[v2:127.0.0.1:${ports.monV2},v1:127.0.0.1:${ports.monV1}]`;
  await run('monmaptool', ['--create', '--fsid', fsid, '--addv', 'a', address, inFolder('monmap')]);
  await writeFile(inFolder('keyring'), '', { mode: 0o600 });
  await addKey(folder, 'mon.', ['mon', 'allow *']);
  await addKey(folder, 'client.admin', ['mon', 'allow *'], ['osd', 'allow *']);
  await addKey(folder, 'client.rgw.a', ['mon', 'allow rw'], ['osd', 'allow rwx']);
  await addKey(folder, 'osd.0', ['mon', 'allow profile osd'], ['osd', 'allow *']);
  const monitor = ['-i', 'a', '--mkfs', '--monmap', inFolder('monmap'), '--keyring', inFolder('keyring')];
  await ceph(folder, 'ceph-mon', monitor);
}

async function addKey(folder: string, name: string, ...caps: [string, string][]): Promise<void> {
  const capArguments = caps.flatMap(([service, allowed]) => ['--cap', service, allowed]);
  await run('ceph-authtool', [join(folder, 'keyring'), '--gen-key', '-n', name, ...capArguments]);
}

function ceph(folder: string, program: string, args: string[]) {
  return run(program, ['--conf', join(folder, 'ceph.conf'), ...args]);
}

/** Starts a daemon that goes to the background by itself; its output must not keep a pipe of ours open. */
function startDaemon(folder: string, program: string, args: string[], pidName: string): void {
  const conf = ['--conf', join(folder, 'ceph.conf')];
  const pidFile = ['--pid-file', join(folder, 'run', `${pidName}.pid`)];
  execFileSync(program, [...conf, ...args, ...pidFile], { stdio: 'ignore' });
}

async function startDaemons(folder: string): Promise<{ accessKeyId: string; secretAccessKey: string }> {
  startDaemon(folder, 'ceph-mon', ['-i', 'a'], 'mon');
  const uuid = randomUUID();
  await ceph(folder, 'ceph', ['osd', 'new', uuid]);
  await ceph(folder, 'ceph-osd', ['-i', '0', '--mkfs', '--osd-uuid', uuid, '--no-mon-config']);
  startDaemon(folder, 'ceph-osd', ['-i', '0'], 'osd');
  const keys = { accessKeyId: randomBytes(10).toString('hex'), secretAccessKey: randomBytes(20).toString('hex') };
  const user = ['user', 'create', '--uid=test', '--display-name=test'];
  const login = [`--access-key=${keys.accessKeyId}`, `--secret-key=${keys.secretAccessKey}`];
  await ceph(folder, 'radosgw-admin', ['-n', 'client.rgw.a', ...user, ...login]);
  startDaemon(folder, 'radosgw', ['-n', 'client.rgw.a'], 'rgw');
  return keys;
}

async function waitUntilReady(endpoint: string): Promise<void> {
  for (let attempt = 0; attempt < READY_TRIES; attempt++) {
    const answered = await fetch(endpoint).then(
      (response) => response.ok,
      () => false,
    );
    if (answered) return;
    await new Promise((resolve) => setTimeout(resolve, READY_PAUSE_MS));
  }
  throw new Error('Ceph RGW did not answer within 30 seconds.');
}
