import { execFile } from 'node:child_process';
import { chown, mkdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Binaries } from './binaries.ts';
import type { Home } from './home.ts';

const run = promisify(execFile);

/** Nothing of Node's environment reaches the server (PGDATA, LD_PRELOAD, secrets of the application). */
export const SERVER_ENVIRONMENT = { PATH: '/usr/bin:/bin', LC_ALL: 'C', TZ: 'UTC' } as const;

/** Only the unix socket is open, and its folder admits only the server's own account or group, and root. */
const HOST_BASED_ACCESS = 'local all all trust\n';

/**
 * Makes the cluster if there is none. Built beside and renamed, so that a kill on the way leaves no half cluster.
 * Collation is PostgreSQL's own C.UTF-8, which sorts alike on every system, whatever its libraries.
 */
export async function ensureCluster(home: Home, binaries: Binaries, fsync: boolean): Promise<void> {
  if (await stat(home.clusterDir).catch(() => undefined)) return;
  const half = `${home.clusterDir}.half`;
  await rm(half, { recursive: true, force: true });
  await mkdir(half, { mode: 0o700 });
  if (home.identity.spawn) await chown(half, home.identity.uid, home.identity.gid);
  const locale = ['--encoding=UTF8', '--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8'];
  const options = ['-D', half, '-U', 'postgres', '-A', 'trust', '--no-instructions', ...locale];
  const sync = fsync ? ['--data-checksums'] : ['--no-sync', '--no-data-checksums'];
  await run(binaries.initdb, [...options, ...sync], {
    cwd: '/',
    env: SERVER_ENVIRONMENT,
    ...home.identity.spawn,
  }).catch((cause) => {
    const hint = /user does not exist/.test(String(cause))
      ? ' initdb needs an account with a name in /etc/passwd.'
      : '';
    throw new Error(`The embedded PostgreSQL cannot make its cluster.${hint}`, { cause });
  });
  await writeFile(join(half, 'pg_hba.conf'), HOST_BASED_ACCESS);
  await rename(half, home.clusterDir);
}
