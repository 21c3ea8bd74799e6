import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { Config, SmtpConfig, StorageConfig } from '@umschlag/config';
import { createJobs, type Database, type Jobs, migrate, openDatabase } from '@umschlag/db';
import { createMailer, type Mailer } from '@umschlag/mailer';
import { systemClock } from '@umschlag/std';
import { type BlobStore, createFileStore } from '@umschlag/storage';
import type { Deps, JobPayloads, QueueName } from './deps.ts';
import { requireMasterKey } from './master-key-check.ts';
import { PlatformKeys } from './platform-keys.ts';

const MIGRATIONS = fileURLToPath(new URL('../../../migrations', import.meta.url));

/** pg-boss wants an index signature, which an interface has not. */
type Queues = { [Q in QueueName]: JobPayloads[Q] };

const QUEUE_SETTINGS = {
  'mail.send': { expireSeconds: 5 * 60 },
  'deliveries.purge': { heartbeatSeconds: 30, retryLimit: 100 },
  'storage.delete-objects': { heartbeatSeconds: 30, retryLimit: 100, oneWaiting: true },
} as const;

/** The real parts of a configuration, opened. */
export interface Platform extends Deps {
  readonly database: Database;
  readonly jobs: Jobs<Queues>;
  readonly mailer: Mailer;
  close(): Promise<void>;
}

/**
 * Brings the database up to date and makes sure that it belongs to this master key.
 * @throws ConfigError when it was set up with another; DatabaseUnavailable
 */
export async function prepareDatabase({
  databaseUrl,
  masterKey,
}: Pick<Config, 'databaseUrl' | 'masterKey'>): Promise<void> {
  await migrate(databaseUrl, MIGRATIONS);
  const database = openDatabase({ url: databaseUrl, poolSize: 1, applicationName: 'umschlag-prepare' });
  try {
    await requireMasterKey({ database, keys: new PlatformKeys(masterKey), clock: systemClock });
  } finally {
    await database.close();
  }
}

/**
 * Opens database, storage and queues, and brings the database up to date.
 * @param role `enqueue` for the API and the command line, `work` for the worker
 * @throws ConfigError when the database belongs to another master key; DatabaseUnavailable, StorageError when a
 *   service does not answer
 */
export async function openPlatform(
  config: Config,
  role: 'enqueue' | 'work',
  onTrouble: (error: unknown) => void,
): Promise<Platform> {
  await prepareDatabase(config);
  const store = await openStore(config.storage);
  const mailer = await openMailer(config.smtp);
  const database = openDatabase({ url: config.databaseUrl, applicationName: `umschlag-${role}` });
  const jobs = await createJobs<Queues>({ url: config.databaseUrl, queues: QUEUE_SETTINGS, role, onTrouble });
  return {
    database,
    jobs,
    store,
    mailer,
    clock: systemClock,
    keys: new PlatformKeys(config.masterKey),
    publicUrl: config.publicUrl,
    platformName: config.platformName,
    noticesPerDay: config.noticesPerDay,
    close: async () => {
      await jobs.stop();
      mailer.close();
      await store.close();
      await database.close();
    },
  };
}

async function openStore(storage: StorageConfig): Promise<BlobStore> {
  if (storage.driver === 'file') return createFileStore({ root: storage.root });
  const { driver: _, caFile, ...rest } = storage;
  const { createS3Store } = await import('@umschlag/storage/s3');
  return createS3Store({ ...rest, ca: await readOptional(caFile) });
}

async function openMailer(smtp: SmtpConfig): Promise<Mailer> {
  const { caFile, fromName, fromAddress, ...rest } = smtp;
  return createMailer({ ...rest, ca: await readOptional(caFile), from: { name: fromName, address: fromAddress } });
}

async function readOptional(file: string | undefined): Promise<string | undefined> {
  return file === undefined ? undefined : readFile(file, 'utf8');
}
