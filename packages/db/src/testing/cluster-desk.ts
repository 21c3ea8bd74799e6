import { mkdtemp, rm } from 'node:fs/promises';
import { createConnection, createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { startTestCluster, type TestCluster } from './test-cluster.ts';

/** Tells jest's workers where to ask for the cluster. */
const DESK_VARIABLE = 'UMSCHLAG_TEST_DATABASE_DESK';

interface Answer {
  readonly url?: string;
  readonly error?: string;
}

/**
 * Opens the desk where test files ask for this run's cluster; the first to ask makes it start, so that a run of pure
 * unit tests pays nothing.
 * @returns the end: throws the cluster away.
 */
export async function openClusterDesk(): Promise<() => Promise<void>> {
  const folder = await mkdtemp(join(tmpdir(), 'umschlag-desk-'));
  const path = join(folder, 's');
  let cluster: Promise<TestCluster> | undefined;
  const server = createServer(async (socket) => {
    socket.on('error', () => {});
    cluster ??= startTestCluster();
    const answer: Answer = await cluster.then(
      ({ url }) => ({ url }),
      (error) => ({ error: String(error) }),
    );
    socket.end(JSON.stringify(answer));
  });
  await listenOn(server, path);
  process.env[DESK_VARIABLE] = path;
  return async () => {
    server.close();
    const started = await cluster?.catch(() => undefined);
    await started?.throwAway();
    await rm(folder, { recursive: true, force: true });
  };
}

function listenOn(server: Server, path: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject).listen(path, resolve);
    server.unref();
  });
}

/**
 * The URL of this test run's cluster, started now if it is not yet.
 * @throws Error outside jest, or when the server does not start.
 */
export async function askForCluster(): Promise<string> {
  const path = process.env[DESK_VARIABLE];
  if (!path) throw new Error('Test databases need the jest run of this repository (infra/jest-global-setup.mjs).');
  const { url, error } = JSON.parse(await text(createConnection(path))) as Answer;
  if (!url) throw new Error(error ?? 'No test cluster.');
  return url;
}
