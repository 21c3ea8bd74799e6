import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { isPostgresProgram } from './binaries.ts';
import { commandLine, isAlive, waitForEnd } from './processes.ts';

const STOP_TIMEOUT_MS = 15_000;

const lockFile = (clusterDir: string) => join(clusterDir, 'postmaster.pid');

/** The lines of PostgreSQL's `postmaster.pid`, or none when there is no server. */
async function lockLines(clusterDir: string): Promise<string[]> {
  return (await readFile(lockFile(clusterDir), 'utf8').catch(() => '')).split('\n');
}

/** Whether the server says of itself that it accepts connections (line 8, as pg_ctl reads it). */
export async function isReady(clusterDir: string, pid: number): Promise<boolean> {
  const lines = await lockLines(clusterDir);
  return Number(lines[0]) === pid && lines[7]?.trim() === 'ready';
}

/** The pid of a living server of exactly this cluster; a foreign process that got the old pid does not count. */
export async function runningPostmaster(clusterDir: string): Promise<number | undefined> {
  const pid = Number((await lockLines(clusterDir))[0]);
  if (!Number.isInteger(pid) || pid <= 1 || !isAlive(pid)) return undefined;
  const [program = '', ...args] = (await commandLine(pid)) ?? [];
  const folder = args[args.indexOf('-D') + 1];
  return isPostgresProgram(program) && folder === clusterDir ? pid : undefined;
}

/**
 * Ends the server that a killed Node has left behind, and removes a lock file whose pid now belongs to
 * something else (PostgreSQL would refuse to start because of it).
 */
export async function endOrphan(clusterDir: string): Promise<void> {
  const pid = await runningPostmaster(clusterDir);
  if (pid !== undefined) return stopPostmaster(pid);
  const left = Number((await lockLines(clusterDir))[0]);
  // With a dead pid the file stays: PostgreSQL reads from it whether backends of the old server still live.
  if (left > 0 && isAlive(left)) await rm(lockFile(clusterDir), { force: true });
}

/** Fast shutdown (open transactions are rolled back); an immediate one when that takes too long. */
export async function stopPostmaster(pid: number): Promise<void> {
  for (const signal of ['SIGINT', 'SIGQUIT'] as const) {
    if (!isAlive(pid)) return;
    process.kill(pid, signal);
    if (await waitForEnd(pid, STOP_TIMEOUT_MS)) return;
  }
  throw new Error(`PostgreSQL (process ${pid}) does not stop.`);
}
