import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { Journal } from './journal.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'umschlag-journal-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

test.each([
  'x/../../victim',
  '../victim',
  '..',
  '',
  'C:\\victim',
  `${'0'.repeat(8)}-0000-0000-0000-${'0'.repeat(12)}/../victim`,
])('a server that calls a delivery %j makes the command line touch no file', async (id) => {
  const victim = join(folder, 'victim.json');
  await writeFile(victim, '{}');
  await expect(Journal.open(join(folder, 'target'), id)).rejects.toThrow('no id');
  expect(await readFile(victim, 'utf8')).toBe('{}');
});
