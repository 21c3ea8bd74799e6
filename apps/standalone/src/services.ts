import { ConfigError, integer } from '@umschlag/config';
import { startEmbeddedPostgres } from '@umschlag/db/embedded';
import { startCatcher } from '@umschlag/mailer/catcher';
import type { DataFolder } from './data-folder.ts';
import { type KeptMasterKey, keepMasterKey } from './master-key.ts';

type Env = Readonly<Record<string, string | undefined>>;

/** What the platform runs on: embedded, unless the environment names the real service. */
export interface Services {
  /** The settings that the embedded services add to the environment. */
  readonly settings: Record<string, string>;
  /** Lines for the person who started it. */
  readonly addresses: readonly string[];
  /** Where the environment gives none. */
  readonly masterKey: KeptMasterKey | undefined;
  readonly isDatabaseEmbedded: boolean;
  stop(): Promise<void>;
}

const isSet = (env: Env, setting: string) => (env[setting]?.trim() ?? '') !== '';

/** Starts the embedded services that are wanted. */
export async function startServices(env: Env, folder: DataFolder, say: (line: string) => void): Promise<Services> {
  const settings: Record<string, string> = {};
  const addresses: string[] = [];
  const stops: (() => Promise<void>)[] = [];
  if (!isSet(env, 'S3_BUCKET') && !isSet(env, 'STORAGE_DIR')) settings.STORAGE_DIR = folder.files;
  const masterKey = isSet(env, 'MASTER_KEY') ? undefined : await keepMasterKey(folder.root);
  if (masterKey) settings.MASTER_KEY = masterKey.key;
  const isDatabaseEmbedded = !isSet(env, 'DATABASE_URL');
  try {
    if (!isSet(env, 'SMTP_HOST')) {
      const catcher = await catchMail(env, folder);
      Object.assign(settings, catcher.settings);
      addresses.push(`Mail catcher    ${catcher.webUrl}`);
      stops.push(catcher.stop);
    }
    if (isDatabaseEmbedded) {
      const postgres = await keepPostgres(folder, say);
      settings.DATABASE_URL = postgres.url;
      stops.push(postgres.stop);
    }
  } catch (error) {
    for (const stop of stops) await stop();
    throw error;
  }
  return {
    settings,
    addresses,
    masterKey,
    isDatabaseEmbedded,
    stop: async () => {
      for (const stop of stops.reverse()) await stop();
    },
  };
}

async function catchMail(env: Env, folder: DataFolder) {
  const webPort = integer(env, 'MAIL_WEB_PORT', 8025, 0, 65_535);
  const catcher = await startCatcher({ smtpPort: 0, webPort, dataDir: folder.mail }).catch((error) => {
    if (error.code !== 'EADDRINUSE') throw error;
    throw new ConfigError('MAIL_WEB_PORT', `another program listens on port ${webPort} already; choose another port.`);
  });
  return {
    webUrl: catcher.webUrl,
    stop: () => catcher.close(),
    settings: {
      SMTP_HOST: '127.0.0.1',
      SMTP_PORT: String(catcher.smtpPort),
      SMTP_CA_FILE: catcher.certificateFile,
      SMTP_POLICY: 'verify',
      SMTP_FROM: env.SMTP_FROM?.trim() || 'umschlag@example.org',
    },
  };
}

/** The embedded database, started again when it dies; its URL stays the same. */
async function keepPostgres(folder: DataFolder, say: (line: string) => void) {
  let stopping = false;
  const start = () => startEmbeddedPostgres({ dataDir: folder.root });
  let server = await start();
  const watch = async (): Promise<void> => {
    await server.ended;
    if (stopping) return;
    say('The database ended; starting it again.');
    server = await start();
    void watch();
  };
  void watch();
  return {
    url: server.url,
    stop: async () => {
      stopping = true;
      await server.stop();
    },
  };
}
