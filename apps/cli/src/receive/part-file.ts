import { type FileHandle, link, open, rename, unlink } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { numberedName, safeName } from '@umschlag/std/safe-name';
import { cannotWrite } from './target-folder.ts';

const PART = '.part';

/** A file that is not whole yet, under a name that says so. */
export interface PartFile {
  readonly path: string;
  readonly handle: FileHandle;
  /** Bytes that are there from an earlier call. */
  readonly sizeBytes: number;
}

/** Opens a `.part` of an earlier call. @returns undefined when it is gone */
export async function reopenPart(path: string): Promise<PartFile | undefined> {
  try {
    const handle = await open(path, 'r+');
    return { path, handle, sizeBytes: (await handle.stat()).size };
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw cannotWrite(path, error);
  }
}

/** Makes `NAME.part`, with a number when there is one already: it is somebody else’s. */
export async function createPart(folder: string, received: string): Promise<PartFile> {
  const name = safeName(received);
  for (let number = 1; ; number += 1) {
    const path = join(folder, `${numberedName(name, number)}${PART}`);
    try {
      return { path, handle: await open(path, 'wx+'), sizeBytes: 0 };
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw cannotWrite(path, error);
    }
  }
}

/**
 * Gives a complete `.part`, already closed and on the disk, its final name, or the next free one: never overwrites.
 * @returns the final path
 */
export async function finishPart(path: string, received: string): Promise<string> {
  const folder = dirname(path);
  const name = safeName(received);
  for (let number = 1; ; number += 1) {
    const target = join(folder, numberedName(name, number));
    if (!(await claimName(path, target))) continue;
    await syncFolder(folder);
    return target;
  }
}

/** A hard link fails where the name is taken, a rename would replace it. */
async function claimName(path: string, target: string): Promise<boolean> {
  try {
    await link(path, target);
    await unlink(path);
    return true;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'EEXIST') return false;
    if (code === 'ENOENT') throw cannotWrite(basename(path), error);
    return claimWithoutLinks(path, target);
  }
}

/** File systems without hard links (FAT): an empty file takes the name first, then it is replaced by ours. */
async function claimWithoutLinks(path: string, target: string): Promise<boolean> {
  try {
    await (await open(target, 'wx')).close();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw cannotWrite(target, error);
  }
  await rename(path, target);
  return true;
}

/** So that the name survives a power cut; Windows cannot and need not. */
async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return;
  const handle = await open(folder, 'r');
  await handle.sync().catch(() => {});
  await handle.close();
}
