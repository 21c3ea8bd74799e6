import { readFile } from 'node:fs/promises';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { atTerminal } from '../src/testing/people.ts';
import { startPlatform } from '../src/testing/platform.ts';
import { hashesBelow, noise, testFolder } from '../src/testing/test-folder.ts';

type Platform = Awaited<ReturnType<typeof startPlatform>>;
type Someone = Awaited<ReturnType<typeof atTerminal>>;
type Folder = Awaited<ReturnType<typeof testFolder>>;

const MIB = 1024 * 1024;
let platform: Platform;
let folder: Folder;
let sender: Someone;
let erika: Someone;

beforeAll(async () => {
  platform = await startPlatform();
});
afterAll(() => platform[Symbol.asyncDispose]());

beforeEach(async () => {
  folder = await testFolder();
  // Nobody waits in a test for the limits on signing in.
  await platform.api.deps.database.transaction((tx) => tx.deleteFrom('throttles').execute());
  sender = await caseworker();
  erika = await citizen();
});
afterEach(() => folder[Symbol.asyncDispose]());

async function caseworker(): Promise<Someone> {
  const { api } = platform;
  const session = await api.signInAs(await api.createCaseworker());
  const made = await api.call('POST /api/v1/api-tokens', { cookie: session.cookie, body: { name: 'x', validDays: 1 } });
  const someone = await atTerminal(platform, folder, session, made.body.token);
  expect((await someone.run(['keys', 'create'])).exitCode).toBe(0);
  return someone;
}

const citizen = async () => atTerminal(platform, folder, await platform.api.createCitizen());

async function send(args: string[], to = erika.email) {
  const sent = await sender.run(['send', ...args, '--to', to, '--json']);
  expect(sent.noted.join('\n')).not.toContain('umschlag:');
  const { delivery, links, accessCodes } = JSON.parse(sent.printed.join(''));
  return { delivery, link: links[0].link as string, accessCodes };
}

describe('levels 3 and 4', () => {
  test('a level 4 delivery goes to a recipient with a key: names, texts and octets arrive, and none of it is the server’s', async () => {
    expect((await erika.run(['keys', 'create'])).exitCode).toBe(0);
    await folder.write('akte/Befund Müller.pdf', noise(40 * MIB + 7));
    await folder.write('akte/leer.txt', '');
    const texts = ['--subject', 'Bescheid', '--message', 'Hallo\nWelt'];
    const { delivery, link } = await send([folder.in('akte'), '--level', '4', ...texts]);
    expect(delivery).toMatchObject({ subject: null, message: null, files: [{ path: null }, { path: null }] });

    const got = await erika.run(['receive', link, '--to', folder.in('got')]);
    expect([got.exitCode, got.noted.at(-1)]).toEqual([0, expect.stringContaining('Received 2/2')]);
    expect(await hashesBelow(folder.in('got', 'akte'))).toEqual(await hashesBelow(folder.in('akte')));
    expect(Object.keys(await hashesBelow(folder.in('got')))).toHaveLength(2);
    expect(got.noted).toEqual(expect.arrayContaining(['Subject: Bescheid', '  Hallo\n  Welt']));
  });

  test('a level 3 delivery has its texts from the server, and its names from the manifest', async () => {
    await erika.run(['keys', 'create']);
    const file = await folder.write('geheim.txt', 'geheim');
    const { delivery, link } = await send([file, '--level', '3', '--subject', 'Offen']);
    expect(delivery).toMatchObject({ level: 3, subject: 'Offen', files: [{ path: null, mediaType: null }] });
    const list = await erika.run(['receive', link, '--list']);
    expect(list.noted.join('\n')).toMatch(/Subject: Offen\n.*1\. geheim\.txt \(6 B\)/);
    const got = await erika.run(['receive', link, '--file', 'geheim.txt', '--to', folder.in('got')]);
    expect(got.printed).toEqual([folder.in('got', 'geheim.txt')]);
    expect(await readFile(folder.in('got', 'geheim.txt'), 'utf8')).toBe('geheim');
  });
});
