import { appendFile, truncate, utimes, writeFile } from 'node:fs/promises';
import { expect, test } from '@jest/globals';
import { testFolder } from '../testing/test-folder.ts';
import { FileChanged, openSteadily } from './local-file.ts';

test.each([
  ['grown', (file: string) => appendFile(file, 'x')],
  ['shorter', (file: string) => truncate(file, 3)],
  [
    'rewritten with its old time',
    async (file: string) => {
      await writeFile(file, 'ABCDEFGH');
      await utimes(file, 1, 1);
    },
  ],
])('a file that was %s is noticed when it is read', async (_, change) => {
  await using folder = await testFolder();
  const path = await folder.write('a', 'abcdefgh');
  await utimes(path, 1, 1);
  const file = await openSteadily(path);
  const into = new Uint8Array(4);
  await file.read(4, into);
  expect(Buffer.from(into).toString()).toBe('efgh');
  await change(path);
  await expect(file.read(4, into)).rejects.toThrow(FileChanged);
  await file.close();
});
