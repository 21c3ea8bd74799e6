import { Buffer } from 'node:buffer';
import { boolean, ConfigError, domains, type Environment, integer, oneOf, optional, required, url } from './read.ts';

export type StorageConfig =
  | { readonly driver: 'file'; readonly root: string }
  | {
      readonly driver: 's3';
      readonly endpoint: string | undefined;
      readonly region: string;
      readonly bucket: string;
      readonly accessKeyId: string;
      readonly secretAccessKey: string;
      readonly forcePathStyle: boolean;
      readonly caFile: string | undefined;
    };

export interface SmtpConfig {
  readonly host: string;
  readonly port: number;
  readonly user: string | undefined;
  readonly password: string | undefined;
  readonly caFile: string | undefined;
  readonly implicitTls: boolean;
  /** `encrypt`: TLS or nothing; `verify`: with a valid certificate besides. */
  readonly policy: 'encrypt' | 'verify';
  readonly fromName: string;
  readonly fromAddress: string;
}

/** Everything a process of the platform needs to know. Secrets are octets and never printed. */
export interface Config {
  readonly databaseUrl: string;
  readonly storage: StorageConfig;
  readonly smtp: SmtpConfig;
  /** 32 octets: wraps content keys and signing keys, and derives links and codes. */
  readonly masterKey: Uint8Array;
  /** Where people reach the platform, without a trailing slash. */
  readonly publicUrl: string;
  readonly platformName: string;
  readonly listen: { readonly host: string; readonly port: number };
  /** Number of proxies in front whose X-Forwarded-* is believed. */
  readonly trustedProxies: number;
  readonly logLevel: 'fatal' | 'error' | 'warn' | 'info' | 'debug' | 'silent';
  readonly webRoot: string | undefined;
  /** How many recipients one account may mail in a day, resent notices included. */
  readonly noticesPerDay: number;
  /** Mail domains of the Web Key Directory, in lower case. */
  readonly wkdDomains: readonly string[];
}

const MASTER_KEY_OCTETS = 32;

function parseMasterKey(env: Environment): Uint8Array {
  const text = required(env, 'MASTER_KEY', 'it needs 32 random octets in base64, as `openssl rand -base64 32` prints');
  const octets = Buffer.from(text, 'base64');
  if (octets.length !== MASTER_KEY_OCTETS || octets.toString('base64').replace(/=+$/, '') !== text.replace(/=+$/, '')) {
    throw new ConfigError('MASTER_KEY', 'must be exactly 32 octets in base64, as `openssl rand -base64 32` prints.');
  }
  return octets;
}

function parseStorage(env: Environment): StorageConfig {
  if (optional(env, 'S3_BUCKET') === undefined) {
    for (const setting of ['S3_ENDPOINT', 'S3_ACCESS_KEY_ID', 'S3_SECRET_ACCESS_KEY']) {
      if (optional(env, setting) !== undefined)
        throw new ConfigError('S3_BUCKET', `is missing, though ${setting} is set.`);
    }
    return {
      driver: 'file',
      root: required(env, 'STORAGE_DIR', 'without S3_BUCKET it names the folder for the files'),
    };
  }
  const endpoint = url(env, 'S3_ENDPOINT', ['https:', 'http:']);
  if (endpoint?.protocol === 'http:' && !isLoopback(endpoint.hostname) && !boolean(env, 'S3_ALLOW_HTTP', false)) {
    throw new ConfigError(
      'S3_ENDPOINT',
      'must begin with https:// unless it is on this machine (or S3_ALLOW_HTTP=true).',
    );
  }
  return {
    driver: 's3',
    endpoint: endpoint?.href,
    region: optional(env, 'S3_REGION') ?? 'us-east-1',
    bucket: required(env, 'S3_BUCKET', 'it names the bucket'),
    accessKeyId: required(env, 'S3_ACCESS_KEY_ID', 'S3_BUCKET is set'),
    secretAccessKey: required(env, 'S3_SECRET_ACCESS_KEY', 'S3_BUCKET is set'),
    forcePathStyle: boolean(env, 'S3_FORCE_PATH_STYLE', endpoint !== undefined),
    caFile: optional(env, 'S3_CA_FILE'),
  };
}

function parseSmtp(env: Environment): SmtpConfig {
  const implicitTls = boolean(env, 'SMTP_IMPLICIT_TLS', false);
  const fromAddress = required(env, 'SMTP_FROM', 'it is the address that the platform’s mail comes from');
  if (!/^[^\s@<>]+@[^\s@<>]+$/.test(fromAddress)) throw new ConfigError('SMTP_FROM', 'must be a bare mail address.');
  const user = optional(env, 'SMTP_USER');
  const password = optional(env, 'SMTP_PASSWORD');
  if ((user === undefined) !== (password === undefined)) {
    const missing = user === undefined ? 'SMTP_USER' : 'SMTP_PASSWORD';
    throw new ConfigError(missing, 'is missing; SMTP_USER and SMTP_PASSWORD go together.');
  }
  return {
    host: required(env, 'SMTP_HOST', 'it names the mail server that takes the platform’s mail'),
    port: integer(env, 'SMTP_PORT', implicitTls ? 465 : 587, 1, 65_535),
    user,
    password,
    caFile: optional(env, 'SMTP_CA_FILE'),
    implicitTls,
    policy: oneOf(env, 'SMTP_POLICY', 'verify', ['encrypt', 'verify']),
    fromName: optional(env, 'SMTP_FROM_NAME') ?? optional(env, 'PLATFORM_NAME') ?? 'Umschlag',
    fromAddress,
  };
}

/** @param hostname as `URL` gives it: addresses are in their long form there */
function isLoopback(hostname: string): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || /^127(?:\.\d+){3}$/.test(hostname);
}

/** Whether only this machine itself gets there. @param origin as in {@link Config.publicUrl} */
export function isOnThisMachine(origin: string): boolean {
  return isLoopback(new URL(origin).hostname);
}

function parsePublicUrl(env: Environment): string {
  const parsed = url(env, 'PUBLIC_URL', ['https:', 'http:']);
  if (parsed === undefined) throw new ConfigError('PUBLIC_URL', 'is missing; it is the address in the mailed links.');
  if (parsed.protocol === 'http:' && !isLoopback(parsed.hostname)) {
    throw new ConfigError('PUBLIC_URL', 'must begin with https:// unless it is on this machine.');
  }
  if (parsed.pathname !== '/' || parsed.search !== '' || parsed.hash !== '') {
    throw new ConfigError('PUBLIC_URL', 'must be an origin without a path.');
  }
  return parsed.origin;
}

/** Behind https there is a proxy, as the API itself speaks no TLS; unknown to us, it would make everybody one client. */
function parseTrustedProxies(env: Environment): number {
  const count = integer(env, 'TRUSTED_PROXIES', 0, 0, 10);
  if (parsePublicUrl(env).startsWith('https:') && optional(env, 'TRUSTED_PROXIES') === undefined) {
    throw new ConfigError(
      'TRUSTED_PROXIES',
      'is missing; behind an https address it says how many proxies stand in front (0 for one that adds no X-Forwarded-For).',
    );
  }
  return count;
}

/**
 * Reads the whole configuration from environment variables; the only place that does.
 * @throws ConfigError one sentence naming the first setting that is wrong or missing
 */
export function parseConfig(env: Environment): Config {
  const databaseUrl = url(env, 'DATABASE_URL', ['postgres:', 'postgresql:']);
  if (databaseUrl === undefined) throw new ConfigError('DATABASE_URL', 'is missing; it names the PostgreSQL database.');
  return {
    databaseUrl: databaseUrl.href,
    storage: parseStorage(env),
    smtp: parseSmtp(env),
    masterKey: parseMasterKey(env),
    publicUrl: parsePublicUrl(env),
    platformName: optional(env, 'PLATFORM_NAME') ?? 'Umschlag',
    listen: {
      host: optional(env, 'HOST') ?? '127.0.0.1',
      port: integer(env, 'PORT', 8080, 0, 65_535),
    },
    trustedProxies: parseTrustedProxies(env),
    logLevel: oneOf(env, 'LOG_LEVEL', 'info', ['fatal', 'error', 'warn', 'info', 'debug', 'silent']),
    webRoot: optional(env, 'WEB_ROOT'),
    noticesPerDay: integer(env, 'NOTICES_PER_DAY', 500, 1, 1_000_000),
    wkdDomains: domains(env, 'WKD_DOMAINS'),
  };
}
