import { readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { ifThere } from './file-errors.ts';
import type { FileLayout } from './file-layout.ts';
import { UPLOAD } from './multipart.ts';

/** A file that is being written is younger; other processes may be writing. */
const STALE_MS = 24 * 60 * 60 * 1000;

/** Removes what a crash left behind and nobody can name: temporary files, and uploads that were never announced. */
export async function removeLeftovers(layout: FileLayout): Promise<void> {
  for (const name of await readdir(layout.temporary)) await removeIfStale(join(layout.temporary, name));
  for (const name of await readdir(layout.multiparts)) {
    const folder = join(layout.multiparts, name);
    if (!(await ifThere(stat(join(folder, UPLOAD))))) await removeIfStale(folder);
  }
}

async function removeIfStale(path: string): Promise<void> {
  const found = await ifThere(stat(path));
  if (found && Date.now() - found.mtimeMs > STALE_MS) await rm(path, { recursive: true, force: true });
}
