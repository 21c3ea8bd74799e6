import { symlink } from 'node:fs/promises';
import { expect, test } from '@jest/globals';
import { testFolder } from '../testing/test-folder.ts';
import { walk } from './walk.ts';

test('a folder keeps its name and shape, in a stable order', async () => {
  await using folder = await testFolder();
  for (const name of ['akte/b.txt', 'akte/a/2.txt', 'akte/a/1.txt', 'akte/.versteckt']) await folder.write(name, name);
  const files = await walk([folder.in('akte')], () => {});
  expect(files.map(({ path }) => path.join('/'))).toEqual([
    'akte/.versteckt',
    'akte/a/1.txt',
    'akte/a/2.txt',
    'akte/b.txt',
  ]);
  expect(files.map(({ sizeBytes }) => sizeBytes)).toEqual([15, 12, 12, 10]);
});

test('names that macOS decomposed are composed', async () => {
  await using folder = await testFolder();
  const file = await folder.write('U\u0308bersicht.txt', 'x');
  expect((await walk([file], () => {}))[0]!.path).toEqual(['\u00dcbersicht.txt']);
});

test('links inside a folder are skipped and named, a link that was named is followed', async () => {
  await using folder = await testFolder();
  const file = await folder.write('akte/a.txt', 'a');
  await symlink('/', folder.in('akte/everything'));
  await symlink(file, folder.in('named.txt'));
  const notes: string[] = [];
  const files = await walk([folder.in('akte'), folder.in('named.txt')], (line) => notes.push(line));
  expect(files.map(({ path }) => path.join('/'))).toEqual(['akte/a.txt', 'named.txt']);
  expect(notes).toEqual([expect.stringMatching(/everything: a symbolic link/)]);
});

test('what is not there, and a folder without files, are wrong usage', async () => {
  await using folder = await testFolder();
  await expect(walk([folder.in('absent')], () => {})).rejects.toMatchObject({ exitCode: 2 });
  await expect(walk([folder.path], () => {})).rejects.toMatchObject({ exitCode: 2 });
});
