import { type ChildProcess, fork } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseConfig, SERVER_NODE_ARGUMENTS } from '@umschlag/config';
import { createApiToken, createCaseworker, openPlatform, type Platform } from '@umschlag/core';
import { freshCaller } from '@umschlag/core/testing';
import { startEmbeddedPostgres } from '@umschlag/db/embedded';
import { createFileStore } from '@umschlag/storage';
import { createS3Store } from '@umschlag/storage/s3';
import { makeBucket, startRgw } from '@umschlag/storage/testing';

const API = fileURLToPath(new URL('../../../apps/api/src/main.ts', import.meta.url));

/** One API process; `kill` is kill -9. */
export interface ApiProcess {
  readonly url: string;
  pid(): number;
  kill(): Promise<void>;
  start(): Promise<void>;
}

/** Real API processes on an embedded PostgreSQL with fsync, and files or Ceph RGW. */
export interface Stack {
  readonly apis: readonly ApiProcess[];
  readonly token: string;
  readonly senderId: string;
  readonly platform: Platform;
  readonly folder: string;
  /** The bucket's login; absent with files. */
  readonly s3?: { endpoint: string; region: string; bucket: string; accessKeyId: string; secretAccessKey: string };
  openStore(): Promise<Awaited<ReturnType<typeof createFileStore>>>;
  stop(): Promise<void>;
}

export interface StackOptions {
  readonly storage: 'file' | 's3';
  readonly replicas?: number;
  readonly nodeArguments?: readonly string[];
  readonly bluestore?: boolean;
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as { port: number };
  await new Promise((resolve) => server.close(resolve));
  return port;
}

/** Starts everything; ends it all with `stop`. */
export async function startStack(options: StackOptions): Promise<Stack> {
  const folder = await mkdtemp(join(tmpdir(), 'umschlag-load-'));
  const files = join(folder, 'files');
  await mkdir(files);
  const postgres = await startEmbeddedPostgres({ dataDir: folder });
  const rgw = options.storage === 's3' ? await startRgw({ bluestore: options.bluestore ?? true }) : undefined;
  const s3 = rgw && { ...rgw, bucket: 'files' };
  if (s3) await makeBucket(s3, s3.bucket);
  const ports = await Promise.all(Array.from({ length: options.replicas ?? 1 }, freePort));
  const env = {
    ...process.env,
    DATABASE_URL: postgres.url,
    MASTER_KEY: randomBytes(32).toString('base64'),
    PUBLIC_URL: `http://127.0.0.1:${ports[0]}`,
    SMTP_HOST: '127.0.0.1',
    SMTP_FROM: 'umschlag@example.org',
    LOG_LEVEL: 'error',
    ...(s3
      ? {
          S3_ENDPOINT: s3.endpoint,
          S3_BUCKET: s3.bucket,
          S3_ACCESS_KEY_ID: s3.accessKeyId,
          S3_SECRET_ACCESS_KEY: s3.secretAccessKey,
        }
      : { STORAGE_DIR: files }),
  };
  const platform = await openPlatform(parseConfig(env), 'enqueue', () => {});
  const sender = await createCaseworker(platform, {
    email: 'load@example.org',
    displayName: 'Load',
    organisationName: 'Load',
  });
  const { token } = await createApiToken(platform, await freshCaller(platform, sender.id), {
    name: 'load',
    validDays: 1,
  });
  const apis = ports.map((port) => apiProcess({ ...env, PORT: String(port) }, port, options.nodeArguments ?? []));
  for (const api of apis) await api.start();
  return {
    apis,
    token,
    senderId: sender.id,
    platform,
    folder,
    ...(s3 ? { s3 } : {}),
    openStore: async () => (s3 ? createS3Store({ ...s3, forcePathStyle: true }) : createFileStore({ root: files })),
    stop: async () => {
      for (const api of apis) await api.kill();
      await platform.close();
      await rgw?.stop();
      await postgres.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

function apiProcess(env: NodeJS.ProcessEnv, port: number, nodeArguments: readonly string[]): ApiProcess {
  let child: ChildProcess | undefined;
  return {
    url: `http://127.0.0.1:${port}`,
    pid: () => child?.pid ?? 0,
    start: async () => {
      child = fork(API, {
        env,
        execArgv: [...SERVER_NODE_ARGUMENTS, ...nodeArguments],
        stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
      });
      const [message] = await Promise.race([once(child, 'message'), once(child, 'exit')]);
      if (message !== 'ready') throw new Error('The API did not start.');
    },
    kill: async () => {
      if (!child || child.exitCode !== null || child.signalCode !== null) return;
      // A profile is written only by a process that ends by itself.
      child.kill(nodeArguments.length > 0 ? 'SIGTERM' : 'SIGKILL');
      await once(child, 'exit');
    },
  };
}
