import { type ChildProcess, spawn } from 'node:child_process';
import { setTimeout as delay } from 'node:timers/promises';
import type { Binaries } from './binaries.ts';
import { SERVER_ENVIRONMENT } from './cluster.ts';
import type { Home } from './home.ts';
import { isReady } from './lock-file.ts';

const READY_TIMEOUT_MS = 60_000;
const LOG_TAIL_CHARACTERS = 8_000;

/** Backends of a killed server need a moment to notice; until then PostgreSQL refuses to start. */
const STILL_CLEANING_UP = /pre-existing shared memory block|lock file ".*" already exists/;

export interface ServerProcess {
  readonly pid: number;
  /** Resolves when the server has ended, for whatever reason. */
  readonly ended: Promise<void>;
}

/** Settings on the command line win over what the cluster's files say. */
function settings(home: Home, fsync: boolean): Record<string, string> {
  return {
    listen_addresses: '',
    unix_socket_directories: home.socketDir,
    unix_socket_permissions: '0700',
    max_connections: '100',
    timezone: 'UTC',
    log_timezone: 'UTC',
    // The server's log must not hold what the database holds: neither statements nor the values of a violated key.
    log_error_verbosity: 'terse',
    log_min_error_statement: 'panic',
    log_parameter_max_length_on_error: '0',
    ...(fsync ? {} : { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off', max_wal_size: '4GB' }),
  };
}

/**
 * Starts the server and waits until it accepts connections.
 * @throws Error with the end of the server's log.
 */
export async function launchServer(
  home: Home,
  binaries: Binaries,
  fsync: boolean,
  onLog: (text: string) => void = () => {},
): Promise<ServerProcess> {
  const deadline = Date.now() + READY_TIMEOUT_MS;
  for (;;) {
    const log = { tail: '' };
    const child = spawnServer(home, binaries, fsync, (text) => {
      log.tail = (log.tail + text).slice(-LOG_TAIL_CHARACTERS);
      onLog(text);
    });
    const ended = new Promise<void>((resolve) => child.once('close', () => resolve()));
    const failure = await waitUntilReady(child, home.clusterDir, deadline);
    if (failure === undefined) return { pid: child.pid!, ended };
    if (child.exitCode === null) child.kill('SIGQUIT');
    await ended;
    if (!STILL_CLEANING_UP.test(log.tail) || Date.now() > deadline) {
      throw new Error(`The embedded PostgreSQL did not start: ${failure}\n${log.tail}`);
    }
    await delay(100);
  }
}

/**
 * In a process group of its own, so that Ctrl-C stops the application first and the application the server.
 * The log goes to a pipe: nothing is written to disk, and a server whose Node was killed goes on without it.
 */
function spawnServer(home: Home, binaries: Binaries, fsync: boolean, onText: (text: string) => void): ChildProcess {
  const options = Object.entries(settings(home, fsync)).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  const child = spawn(binaries.postgres, ['-D', home.clusterDir, ...options], {
    cwd: '/',
    env: SERVER_ENVIRONMENT,
    detached: true,
    stdio: ['ignore', 'ignore', 'pipe'],
    ...home.identity.spawn,
  });
  child.stderr!.setEncoding('utf8').on('data', onText);
  child.on('error', (error) => onText(`${error.message}\n`));
  // The server alone must not keep Node alive.
  child.unref();
  (child.stderr as unknown as { unref(): void }).unref();
  return child;
}

/** @returns why it failed, or undefined when it is ready. */
async function waitUntilReady(child: ChildProcess, clusterDir: string, deadline: number): Promise<string | undefined> {
  for (;;) {
    if (child.pid === undefined) return 'the program could not be run';
    if (child.exitCode !== null || child.signalCode !== null)
      return `it ended with ${child.exitCode ?? child.signalCode}`;
    if (await isReady(clusterDir, child.pid)) return undefined;
    if (Date.now() > deadline) return 'it was not ready in time';
    await delay(15);
  }
}
