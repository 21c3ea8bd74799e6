import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const SCRIPT = fileURLToPath(new URL('../../../../infra/rgw.sh', import.meta.url));
const PROGRAMS = ['ceph-mon', 'ceph-osd', 'radosgw', 'radosgw-admin', 'ceph-authtool', 'monmaptool', 'ceph', 'curl'];
/** Short, as the paths of its sockets may have 107 octets at most. */
const PARENT = '/var/tmp';

export interface Rgw {
  readonly endpoint: string;
  readonly region: string;
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  /** Ends all its processes and deletes its data. */
  stop(): Promise<void>;
}

/** Why no gateway can be started here, or `undefined`. */
export function rgwMissing(): string | undefined {
  if (process.env.UMSCHLAG_TEST_QUICK === '1') return 'the quick tests leave Ceph RGW out';
  if (process.getuid?.() !== 0) return 'Ceph RGW is started by root only';
  const folders = (process.env.PATH ?? '').split(':').concat('/usr/bin', '/usr/sbin');
  const missing = PROGRAMS.filter((name) => !folders.some((folder) => existsSync(join(folder, name))));
  return missing.length > 0 ? `${missing.join(', ')} not installed (radosgw, ceph-mon, ceph-osd, curl)` : undefined;
}

/**
 * Starts a real S3 server, Ceph's gateway, with a cluster of its own on loopback; some two seconds.
 * It ends with this process, however this process ends: the script waits for the end of the pipe between them.
 * @param how `bluestore` keeps the data on disk, for benchmarks
 * @throws Error with the reason when it cannot be started here
 */
export async function startRgw(how: { bluestore?: boolean } = {}): Promise<Rgw> {
  const reason = rgwMissing();
  if (reason) throw new Error(`Ceph RGW cannot be started: ${reason}.`);
  const folder = join(PARENT, `rgw-${randomBytes(4).toString('hex')}`);
  // A group of its own: Ctrl-C in a terminal must not end the script before it has cleaned up.
  const script = spawn(SCRIPT, ['serve', folder, how.bluestore ? 'bluestore' : 'memstore'], {
    detached: true,
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const exited = once(script, 'exit');
  const [line] = (await Promise.race([once(createInterface(script.stdout), 'line'), exited])) as [unknown];
  if (typeof line !== 'string') throw new Error('Ceph RGW did not start; the reason stands above.');
  letProcessEnd(script);
  const stop = async () => {
    script.ref();
    script.stdin.end();
    await exited;
  };
  return { ...(JSON.parse(line) as Omit<Rgw, 'stop'>), stop };
}

/** A gateway that was not stopped must not keep the process that started it from ending. */
function letProcessEnd(script: ChildProcess): void {
  script.unref();
  for (const stream of [script.stdin, script.stdout]) (stream as unknown as { unref(): void }).unref();
}
