import { rmdir } from 'node:fs/promises';
import { prepareBinaries } from './binaries.ts';
import { ensureCluster } from './cluster.ts';
import { openHome } from './home.ts';
import { endOrphan, stopPostmaster } from './lock-file.ts';
import { giveUpOwnership, takeOwnership } from './ownership.ts';
import { launchServer } from './server.ts';

export interface EmbeddedOptions {
  /** The server's files go below `<dataDir>/postgres`. */
  readonly dataDir: string;
  /** Off only for tests: a crash of the machine may then lose everything. Default: on. */
  readonly fsync?: boolean;
  /** Receives the server's log, free of statements and values. */
  readonly onLog?: (text: string) => void;
}

export interface EmbeddedPostgres {
  /** Of the database `postgres`, over the unix socket; the same after each restart. */
  readonly url: string;
  /** The server's process id. */
  readonly pid: number;
  /** Resolves when the server has ended, also when it was killed. */
  readonly ended: Promise<void>;
  /** Fast shutdown: open transactions are rolled back. Can be called again. */
  stop(): Promise<void>;
}

/**
 * Starts the PostgreSQL of `dataDir`, making its cluster at the first time and ending a server that a killed
 * Node left behind. As root, the server runs as uid 65534 (or as the owner of an existing cluster).
 * @throws DataFolderInUse when another living process runs it; Error when it does not start.
 */
export async function startEmbeddedPostgres(options: EmbeddedOptions): Promise<EmbeddedPostgres> {
  if (process.platform === 'win32') {
    // Node has no unix sockets there, and a TCP port would be open to every account of the machine.
    throw new Error('The embedded PostgreSQL does not run on Windows. Set DATABASE_URL to a PostgreSQL server.');
  }
  const fsync = options.fsync ?? true;
  const home = await openHome(options.dataDir);
  await takeOwnership(home.folder);
  try {
    const binaries = await prepareBinaries(home.identity, home.programsBase);
    await endOrphan(home.clusterDir);
    await ensureCluster(home, binaries, fsync);
    const server = await launchServer(home, binaries, fsync, options.onLog);
    const stopOnExit = () => process.kill(server.pid, 'SIGINT');
    process.once('exit', stopOnExit);
    // From here on another start may take the folder, whether the server was stopped or killed.
    const ended = server.ended.then(async () => {
      process.off('exit', stopOnExit);
      // Made anew by the next start; after a kill the dead socket is still in it, and it stays.
      await rmdir(home.socketDir).catch(() => {});
      await giveUpOwnership(home.folder);
    });
    const stop = async () => {
      await stopPostmaster(server.pid);
      await ended;
    };
    return { url: socketUrl(home.socketDir, 'postgres'), pid: server.pid, ended, stop };
  } catch (error) {
    await giveUpOwnership(home.folder);
    throw error;
  }
}

/** libpq's form for a socket folder: percent-encoded in the place of the host. */
function socketUrl(socketDir: string, database: string): string {
  return `postgresql://postgres@${encodeURIComponent(socketDir)}/${database}`;
}
