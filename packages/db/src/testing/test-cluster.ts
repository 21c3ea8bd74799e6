import { readdir, readFile, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { endOrphan } from '../embedded/lock-file.ts';
import { isAlive } from '../embedded/processes.ts';
import { type EmbeddedPostgres, startEmbeddedPostgres } from '../embedded/start.ts';
import { makeReachableFolder } from './reachable-folder.ts';

const PREFIX = 'umschlag-test-pg-';

export interface TestCluster {
  readonly url: string;
  /** Ends the server and deletes its files. */
  throwAway(): Promise<void>;
}

/** A new cluster without fsync in a temporary folder. */
export async function startTestCluster(): Promise<TestCluster> {
  await sweepAbandoned();
  const folder = await makeReachableFolder(PREFIX);
  await writeFile(join(folder, 'runner.pid'), String(process.pid));
  const remove = () => rm(folder, { recursive: true, force: true });
  let server: EmbeddedPostgres;
  try {
    server = await startEmbeddedPostgres({ dataDir: folder, fsync: false });
  } catch (error) {
    await remove();
    throw error;
  }
  const throwAway = async () => {
    await server.stop();
    await remove();
  };
  return { url: server.url, throwAway };
}

/** Removes the clusters of test runs that were killed. */
async function sweepAbandoned(): Promise<void> {
  const base = await realpath(tmpdir());
  const names = (await readdir(base)).filter((name) => name.startsWith(PREFIX));
  for (const name of names) {
    // Another account's leftovers cannot be removed, and are no reason not to test.
    await sweep(join(base, name)).catch(() => {});
  }
}

async function sweep(folder: string): Promise<void> {
  const runner = Number(await readFile(join(folder, 'runner.pid'), 'utf8'));
  if (!runner || isAlive(runner)) return;
  await endOrphan(join(folder, 'postgres', 'cluster'));
  await rm(folder, { recursive: true, force: true });
}
