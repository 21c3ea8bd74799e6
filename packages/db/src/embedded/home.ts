import { createHash, randomBytes } from 'node:crypto';
import { chmod, chown, cp, lstat, mkdir, readdir, readlink, realpath, rename, rm, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { canEnter, chooseIdentity, hasPrivateGroup, type Identity } from './identity.ts';

/** Where root keeps what the unprivileged server must reach when the data folder itself is out of its reach. */
const REACHABLE_BASE = '/var/lib/umschlag';

/** The limit of a unix socket's address is 107 bytes (sun_path); the name is `/.s.PGSQL.5432`. */
const SOCKET_FOLDER_MAX_BYTES = 107 - '/.s.PGSQL.5432'.length - '.lock'.length;

export interface Home {
  /** Holds the cluster, the socket and the owner's note. */
  readonly folder: string;
  readonly clusterDir: string;
  readonly socketDir: string;
  /** Where the server's programs may be copied to. */
  readonly programsBase: string;
  readonly identity: Identity;
}

/**
 * Finds or makes the folders of an embedded server. `<dataDir>/postgres` is a folder, or, where the server's
 * account cannot enter it (a checkout below /root), a link to a folder below /var/lib/umschlag.
 */
export async function openHome(dataDir: string): Promise<Home> {
  await mkdir(dataDir, { recursive: true });
  const named = join(await realpath(dataDir), 'postgres');
  await makeFolder(named, 0o711);
  const identity = await chooseIdentity(join(await realpath(named), 'cluster'));
  await closeToOthers(await realpath(named), identity);
  if (!(await canEnter(await realpath(named), identity))) await moveToReachable(named, identity);
  const folder = await realpath(named);
  const socketDir = await openSocketFolder(folder, identity);
  const programsBase = identity.spawn ? REACHABLE_BASE : folder;
  return { folder, clusterDir: join(folder, 'cluster'), socketDir, programsBase, identity };
}

async function makeFolder(path: string, mode: number): Promise<void> {
  const link = await readlink(path).catch(() => undefined);
  // A link whose target was deleted stands for an empty folder at the same place.
  const made = await mkdir(link ?? path, { recursive: true });
  // Not left to the umask, which may close the folder to the server's account.
  if (made !== undefined) await chmod(path, mode);
}

/** What root's server keeps is for its own group alone: others may run as the same account. */
async function closeToOthers(folder: string, identity: Identity): Promise<void> {
  if (!hasPrivateGroup(identity)) return;
  await chown(folder, 0, identity.gid);
  await chmod(folder, 0o710);
}

/** Copies a home that root's PostgreSQL cannot reach, with what is in it, and leaves a link. */
async function moveToReachable(named: string, identity: Identity): Promise<void> {
  if (!identity.spawn) throw new Error(`The folder ${named} cannot be entered by this account.`);
  await mkdir(REACHABLE_BASE, { recursive: true, mode: 0o755 });
  const target = join(REACHABLE_BASE, randomBytes(8).toString('hex'));
  await cp(await realpath(named), target, { recursive: true, preserveTimestamps: true });
  await chmod(target, 0o711);
  await closeToOthers(target, identity);
  const cluster = join(target, 'cluster');
  if (await lstat(cluster).catch(() => undefined)) await giveTo(cluster, identity);
  await rename(named, `${named}.moved`);
  await symlink(target, named);
  await rm(`${named}.moved`, { recursive: true, force: true });
}

async function giveTo(folder: string, { uid, gid }: Identity): Promise<void> {
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    await chown(join(entry.parentPath, entry.name), uid, gid);
  }
  await chown(folder, uid, gid);
  await chmod(folder, 0o700);
}

/**
 * The socket's folder: only the server (and root) may enter it, which is why the server can trust whoever connects.
 * Its name is stable, so that pools find a restarted server again.
 */
async function openSocketFolder(home: string, identity: Identity): Promise<string> {
  const near = join(home, 'run');
  const digest = createHash('sha256').update(home).digest('hex').slice(0, 16);
  const isNear = Buffer.byteLength(near) <= SOCKET_FOLDER_MAX_BYTES;
  const folder = isNear ? near : join('/tmp', `umschlag-pg-${digest}`);
  await mkdir(folder, { mode: 0o700 }).catch((error) => {
    if (error.code !== 'EEXIST') throw error;
  });
  const found = await lstat(folder);
  // In /tmp nothing but the folder itself keeps others of a shared account out.
  const opensToGroup = !isNear && hasPrivateGroup(identity);
  const owners = opensToGroup ? [0] : [identity.uid, process.getuid?.()];
  // In /tmp the name could have been taken by somebody else who then could read all queries.
  if (!found.isDirectory() || !owners.includes(found.uid)) {
    throw new Error(`The socket folder ${folder} belongs to somebody else.`);
  }
  if (identity.spawn) await chown(folder, opensToGroup ? 0 : identity.uid, identity.gid);
  await chmod(folder, opensToGroup ? 0o770 : 0o700);
  return folder;
}
