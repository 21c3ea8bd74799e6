import { execFile } from 'node:child_process';
import { chmod, cp, mkdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { makeReachableFolder } from '../testing/reachable-folder.ts';
import { installedFolder, prepareBinaries } from './binaries.ts';
import { chooseIdentity } from './identity.ts';

const run = promisify(execFile);
const asRoot = process.getuid?.() === 0 ? test : test.skip;

let folder: string;
let installed: string;
beforeEach(async () => {
  folder = await makeReachableFolder('umschlag-binaries-');
  installed = join(folder, 'checkout', 'package');
  await mkdir(join(folder, 'checkout'));
  await cp(await installedFolder(), installed, { recursive: true, verbatimSymlinks: true });
  await removeLinks();
});
afterEach(() => rm(folder, { recursive: true }));

/** As npm leaves the package after `npm ci --ignore-scripts`. */
async function removeLinks(): Promise<void> {
  const list = JSON.parse(await readFile(join(installed, 'native', 'pg-symlinks.json'), 'utf8'));
  for (const { target } of list as { target: string }[]) await rm(join(installed, target), { force: true });
}

async function version(program: string): Promise<string> {
  const { spawn } = await chooseIdentity(folder);
  return (await run(program, ['--version'], { cwd: '/', env: {}, ...spawn })).stdout;
}

test('an installation without scripts gets its library links and runs where it is', async () => {
  const { postgres, initdb } = await prepareBinaries(await chooseIdentity(folder), folder, installed);
  expect(postgres.startsWith(installed)).toBe(true);
  expect(await version(postgres)).toContain('PostgreSQL');
  expect(await version(initdb)).toContain('PostgreSQL');
});

asRoot('an installation below a closed folder is copied once to where the server can run it', async () => {
  await chmod(join(folder, 'checkout'), 0o700);
  const identity = await chooseIdentity(folder);
  const first = await prepareBinaries(identity, join(folder, 'copies'), installed);
  expect(first.postgres.startsWith(join(folder, 'copies'))).toBe(true);
  expect(await version(first.postgres)).toContain('PostgreSQL');
  await rm(join(installed, 'native'), { recursive: true });
  await mkdir(join(installed, 'native', 'bin'), { recursive: true });
  expect(await prepareBinaries(identity, join(folder, 'copies'), installed)).toEqual(first);
});
