import { lstat, mkdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { numberedName, safeName } from '@umschlag/std/safe-name';
import { UsageError } from '../exit.ts';

/**
 * The folder for a received file, made when it is not there. Where a file or a symbolic link has the name of a folder,
 * the folder gets a number: a link there could lead anywhere.
 * @param path folders as received, outermost first, without the file's name
 */
export async function makeFolder(root: string, path: readonly string[]): Promise<string> {
  let folder = root;
  for (const segment of path) folder = await makeOne(folder, safeName(segment));
  return folder;
}

async function makeOne(parent: string, name: string): Promise<string> {
  for (let number = 1; ; number += 1) {
    const folder = join(parent, numberedName(name, number));
    try {
      await mkdir(folder);
      return folder;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw cannotWrite(folder, error);
      if ((await lstat(folder)).isDirectory()) return folder;
    }
  }
}

/** The folder that the person named. @throws UsageError when it is a file or cannot be made */
export async function openRoot(root: string): Promise<string> {
  try {
    await mkdir(root, { recursive: true });
    if ((await stat(root)).isDirectory()) return root;
  } catch (error) {
    throw cannotWrite(root, error);
  }
  throw new UsageError(`${root} is not a folder.`);
}

export function cannotWrite(path: string, cause: unknown): UsageError {
  const { code } = cause as NodeJS.ErrnoException;
  if (code === 'ENOSPC')
    return new UsageError(`There is no space left for ${path}; make room and call again.`, { cause });
  return new UsageError(`${path} cannot be written (${code}).`, { cause });
}
