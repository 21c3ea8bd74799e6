import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { createEmptyDatabase } from '@umschlag/db/testing';
import { startPlatform } from '../src/testing/platform.ts';
import { noise, sha256Of, testFolder } from '../src/testing/test-folder.ts';

const MAIN = fileURLToPath(new URL('../src/main.ts', import.meta.url));

type Platform = Awaited<ReturnType<typeof startPlatform>>;
let platform: Platform;

beforeAll(async () => {
  platform = await startPlatform();
});
afterAll(() => platform[Symbol.asyncDispose]());

function start(args: string[], env: Record<string, string | undefined> = {}) {
  const { NODE_OPTIONS: _, ...inherited } = process.env;
  const child = spawn(process.execPath, [MAIN, ...args], { env: { ...inherited, ...platform.env, ...env } });
  const out = text(child.stdout);
  const err = text(child.stderr);
  const ended = once(child, 'close').then(async ([code]) => ({ code: code as number, out: await out, err: await err }));
  return { child, ended };
}

test('the process sends and receives, results on standard output and the rest on standard error', async () => {
  await using folder = await testFolder();
  const file = await folder.write('Grüße.bin', noise(3 * 1024 * 1024));
  const sent = await start(['send', file, '--to', 'a@example.org', '--level', '1', '--links']).ended;
  expect(sent).toMatchObject({ code: 0, err: expect.stringContaining('Sent 1/1 Grüße.bin (3.0 MiB)') });
  const receiving = start(['receive', '-', '--to', folder.in('got')]);
  receiving.child.stdin.end(sent.out.split('\t')[1]);
  const got = await receiving.ended;
  expect(got).toMatchObject({ code: 0, out: `${folder.in('got/Grüße.bin')}\n` });
  expect(await sha256Of(folder.in('got/Grüße.bin'))).toBe(await sha256Of(file));
});

test('the exit codes are as documented, and no failure shows a stack', async () => {
  await using folder = await testFolder();
  const file = await folder.write('a', 'a');
  const [ok, refused, usage] = await Promise.all([
    start(['help', 'send']).ended,
    start(['recall', '00000000-0000-4000-8000-000000000000']).ended,
    start(['send', file, '--to', 'a@example.org'], { UMSCHLAG_TOKEN: '' }).ended,
  ]);
  expect([ok.code, refused.code, usage.code]).toEqual([0, 1, 2]);
  expect(refused.err).toMatch(/^umschlag: not_found: /);
  expect(usage.err).toMatch(/^umschlag: Put an API token/);
  expect(refused.err + usage.err).not.toContain('    at ');
});

test('Ctrl-C ends with 3 and deletes the draft', async () => {
  await using folder = await testFolder();
  const file = await folder.write('big.bin', noise(100 * 1024 * 1024));
  const { db } = platform.api.deps.database;
  const parts = async () => (await db.selectFrom('upload_parts').select('number').execute()).length;
  const before = await parts();
  const { child, ended } = start(['send', file, '--to', 'a@example.org', '--subject', 'Interrupted']);
  while ((await parts()) === before);
  child.kill('SIGINT');
  expect(await ended).toMatchObject({ code: 3, err: expect.stringContaining('the draft was deleted') });
  const drafts = await db.selectFrom('deliveries').select('id').where('state', '=', 'draft').execute();
  expect(drafts).toEqual([]);
});

test('on the server itself the schema is made and a caseworker admitted, once', async () => {
  const env = {
    DATABASE_URL: await createEmptyDatabase(),
    STORAGE_DIR: '/nonexistent',
    SMTP_HOST: 'localhost',
    SMTP_FROM: 'umschlag@example.org',
    MASTER_KEY: Buffer.alloc(32, 1).toString('base64'),
    PUBLIC_URL: 'https://umschlag.example.org',
    TRUSTED_PROXIES: '1',
  };
  expect((await start(['admin', 'migrate'], { ...env, DATABASE_URL: '' }).ended).err).toContain('DATABASE_URL');
  expect(await start(['admin', 'migrate'], env).ended).toMatchObject({ code: 0, out: expect.stringMatching(/^0001_/) });
  expect((await start(['admin', 'migrate'], env).ended).err).toContain('up to date');
  const args = ['admin', 'create-caseworker', '--email', 'e@example.org', '--name', 'Erika', '--organisation', 'Amt'];
  expect(await start(args, env).ended).toMatchObject({ code: 0, out: 'https://umschlag.example.org\n' });
  expect(await start(args, env).ended).toMatchObject({ code: 1, err: expect.stringContaining('address_taken') });
});
