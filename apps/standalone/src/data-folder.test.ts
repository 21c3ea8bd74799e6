import { mkdtemp, open, readFile, readlink, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, jest, test } from '@jest/globals';
import { writeDurably } from './data-folder.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'umschlag-data-'));
});
afterEach(() => rm(folder, { recursive: true }));

const onLinux = process.platform === 'linux' ? test : test.skip;

onLinux('what is written durably is on the disk before it has its name, and its name is on the disk too', async () => {
  const handle = await open(folder);
  const prototype = Object.getPrototypeOf(handle) as { sync(): Promise<void> };
  await handle.close();
  const real = prototype.sync;
  const synced: string[] = [];
  const spy = jest.spyOn(prototype, 'sync').mockImplementation(async function (this: { fd: number }) {
    synced.push(await readlink(`/proc/self/fd/${this.fd}`));
    await real.call(this);
  });
  try {
    await writeDurably(join(folder, 'master-key'), 'secret\n');
  } finally {
    spy.mockRestore();
  }
  expect(synced).toEqual([join(folder, 'master-key.new'), folder]);
  expect(await readFile(join(folder, 'master-key'), 'utf8')).toBe('secret\n');
  expect((await stat(join(folder, 'master-key'))).mode & 0o777).toBe(0o600);
});
