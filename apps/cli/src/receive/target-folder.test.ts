import { symlink } from 'node:fs/promises';
import { expect, test } from '@jest/globals';
import { testFolder } from '../testing/test-folder.ts';
import { makeFolder, openRoot } from './target-folder.ts';

test('no path leads out of the folder that was named, through links neither', async () => {
  await using folder = await testFolder();
  await symlink('/', folder.in('link'));
  await folder.write('file', 'x');
  expect(await makeFolder(folder.path, ['..', '..', 'x'])).toBe(folder.in('_', '_', 'x'));
  expect(await makeFolder(folder.path, ['link', 'x'])).toBe(folder.in('link (2)', 'x'));
  expect(await makeFolder(folder.path, ['file', 'x'])).toBe(folder.in('file (2)', 'x'));
  expect(await makeFolder(folder.path, ['file', 'x'])).toBe(folder.in('file (2)', 'x'));
});

test('a target that is a file is wrong usage', async () => {
  await using folder = await testFolder();
  await expect(openRoot(await folder.write('file', 'x'))).rejects.toMatchObject({ exitCode: 2 });
});
