import { createHash } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { startTestApi, type TestApi } from '@umschlag/api/testing';
import { run } from '../src/run.ts';
import { recordedTerminal } from '../src/testing/recorded-terminal.ts';
import { testFolder } from '../src/testing/test-folder.ts';

const APP = { 'index.html': '<!doctype html><title>App</title>', 'assets/app-1a2b.js': 'console.log(1)' };
const digest = (text: string) => `sha384-${createHash('sha384').update(text).digest('base64')}`;

let folder: Awaited<ReturnType<typeof testFolder>>;
let api: TestApi;
let list: string;

beforeEach(async () => {
  folder = await testFolder();
  for (const [name, text] of Object.entries(APP)) await folder.write(`dist/${name}`, text);
  const files = Object.fromEntries(Object.entries(APP).map(([name, text]) => [`/${name}`, digest(text)]));
  list = await folder.write('integrity.json', JSON.stringify({ version: 1, files }));
  api = await startTestApi({ webRoot: folder.in('dist') });
});
afterEach(async () => {
  await api.close();
  await folder[Symbol.asyncDispose]();
});

async function compare(file = list, server = api.url) {
  const terminal = recordedTerminal();
  const exitCode = await run(['compare-web', file, '--server', server], terminal);
  return { exitCode, said: [...terminal.printed, ...terminal.noted].join('\n') };
}

test('a server that hands out the same files is found to', async () => {
  expect(await compare()).toEqual({ exitCode: 0, said: expect.stringMatching(/is the one of .*: 2 files\.$/) });
});

test('a script that differs by one character, or is missing, is named', async () => {
  await folder.write('dist/assets/app-1a2b.js', 'console.log(2)');
  expect(await compare()).toEqual({ exitCode: 4, said: expect.stringContaining('/assets/app-1a2b.js: another one') });
  await rm(folder.in('dist/assets/app-1a2b.js'));
  expect(await compare()).toEqual({ exitCode: 4, said: expect.stringContaining('/assets/app-1a2b.js: not there') });
});

test('another page is named by each of its addresses', async () => {
  await folder.write('dist/index.html', '<script src="https://evil.example"></script>');
  const { exitCode, said } = await compare();
  expect(exitCode).toBe(4);
  expect(said).toContain('/index.html: another one');
  expect(said).toContain('- /: another one');
});

test('what is no list of digests is refused before anything is asked', async () => {
  for (const text of ['', '{}', '{"version":1,"files":{}}', '{"version":1,"files":{"/index.html":"x"}}', 'null']) {
    const file = await folder.write('other.json', text);
    // Nothing listens there.
    expect(await compare(file, 'http://127.0.0.1:9')).toMatchObject({ exitCode: 2 });
  }
});

test('a server that cannot be reached is no different server', async () => {
  expect(await compare(list, 'http://127.0.0.1:9')).toMatchObject({ exitCode: 3 });
});
