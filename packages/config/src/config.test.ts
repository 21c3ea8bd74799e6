import { describe, expect, test } from '@jest/globals';
import { ConfigError, type Environment, parseConfig } from './index.ts';

const complete: Environment = {
  DATABASE_URL: 'postgres://user:hunter2@db.example/umschlag',
  STORAGE_DIR: '/var/lib/umschlag/files',
  SMTP_HOST: 'mail.example',
  SMTP_FROM: 'umschlag@example.org',
  MASTER_KEY: Buffer.alloc(32, 1).toString('base64'),
  PUBLIC_URL: 'https://umschlag.example.org',
  TRUSTED_PROXIES: '1',
};

const s3: Environment = { ...complete, S3_BUCKET: 'files', S3_ACCESS_KEY_ID: 'id', S3_SECRET_ACCESS_KEY: 'secret' };

function refusal(env: Environment): ConfigError {
  try {
    parseConfig(env);
  } catch (error) {
    if (error instanceof ConfigError) return error;
    throw error;
  }
  throw new Error('the configuration was accepted');
}

describe('configuration', () => {
  test('a complete environment is accepted, with defaults that are safe', () => {
    const config = parseConfig(complete);
    expect(config.listen).toEqual({ host: '127.0.0.1', port: 8080 });
    expect(config.smtp.policy).toBe('verify');
    expect(config.trustedProxies).toBe(1);
    expect(config.noticesPerDay).toBe(500);
    expect(config.storage).toEqual({ driver: 'file', root: '/var/lib/umschlag/files' });
  });

  test('on this machine no proxy is believed; behind https it has to be said how many are', () => {
    const { TRUSTED_PROXIES: _, ...rest } = complete;
    expect(parseConfig({ ...rest, PUBLIC_URL: 'http://127.0.0.1:8080' }).trustedProxies).toBe(0);
    expect(parseConfig({ ...rest, TRUSTED_PROXIES: '0' }).trustedProxies).toBe(0);
    expect(refusal(rest).setting).toBe('TRUSTED_PROXIES');
  });

  test.each(Object.keys(complete))('without %s the start stops and the sentence names it', (setting) => {
    const { [setting]: _, ...rest } = complete;
    expect(refusal(rest).setting).toBe(setting);
    expect(refusal({ ...complete, [setting]: '  ' }).message).toContain(setting);
  });

  test.each([
    ['DATABASE_URL', 'mysql://x/y'],
    ['MASTER_KEY', 'dG9vIHNob3J0'],
    ['MASTER_KEY', 'not base64 at all, but long enough to be 32 octets!!'],
    ['PUBLIC_URL', 'http://umschlag.example.org'],
    ['PUBLIC_URL', 'http://127.example.org'],
    ['PUBLIC_URL', 'https://umschlag.example.org/path'],
    ['PORT', '80800'],
    ['PORT', 'eighty'],
    ['SMTP_PORT', '0'],
    ['SMTP_POLICY', 'opportunistic'],
    ['SMTP_FROM', 'Umschlag <umschlag@example.org>'],
    ['SMTP_IMPLICIT_TLS', 'yes'],
    ['LOG_LEVEL', 'chatty'],
    ['TRUSTED_PROXIES', '-1'],
    ['NOTICES_PER_DAY', '0'],
    ['NOTICES_PER_DAY', 'many'],
    ['WKD_DOMAINS', 'example.org, @example.net'],
    ['WKD_DOMAINS', 'localhost'],
    ['WKD_DOMAINS', '%.example.org'],
  ])('%s=%s stops the start and is named', (setting, value) => {
    expect(refusal({ ...complete, [setting]: value }).setting).toBe(setting);
  });

  test('the domains of the key directory are read in lower case, and without the setting there are none', () => {
    expect(parseConfig(complete).wkdDomains).toEqual([]);
    const { wkdDomains } = parseConfig({ ...complete, WKD_DOMAINS: 'Example.org, a-b.bund.de,' });
    expect(wkdDomains).toEqual(['example.org', 'a-b.bund.de']);
  });

  test('plain http to a storage on another machine is refused', () => {
    expect(refusal({ ...s3, S3_ENDPOINT: 'http://s3.example' }).setting).toBe('S3_ENDPOINT');
    expect(parseConfig({ ...s3, S3_ENDPOINT: 'http://127.0.0.1:7480' }).storage.driver).toBe('s3');
  });

  test('half of an S3 or SMTP login is named', () => {
    expect(refusal({ ...s3, S3_SECRET_ACCESS_KEY: '' }).setting).toBe('S3_SECRET_ACCESS_KEY');
    expect(refusal({ ...complete, S3_ENDPOINT: 'https://s3.example' }).setting).toBe('S3_BUCKET');
    expect(refusal({ ...complete, SMTP_USER: 'me' }).setting).toBe('SMTP_PASSWORD');
  });

  test('no refusal repeats a secret', () => {
    const secret = 'hunter2';
    expect(refusal({ ...complete, DATABASE_URL: `mysql://user:${secret}@x/y` }).message).not.toContain(secret);
    expect(refusal({ ...complete, MASTER_KEY: secret }).message).not.toContain(secret);
  });
});
