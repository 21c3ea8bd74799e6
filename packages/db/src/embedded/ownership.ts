import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { isAlive, startMark } from './processes.ts';

interface Owner {
  readonly pid: number;
  readonly mark: string | undefined;
}

/** Another living process has this data folder's server in hand. */
export class DataFolderInUse extends Error {
  override readonly name = 'DataFolderInUse';
  constructor(home: string, pid: number) {
    super(`The embedded PostgreSQL in ${home} belongs to the running process ${pid}. Stop it, or set DATABASE_URL.`);
  }
}

const ownerFile = (home: string) => join(home, 'owner.json');

/**
 * Takes a data folder for this process, so that no second one mistakes its server for an orphan.
 * A note left by a process that is gone (also one with the same pid before a restart) is replaced.
 * @throws DataFolderInUse
 */
export async function takeOwnership(home: string): Promise<void> {
  const note = JSON.stringify({ pid: process.pid, mark: await startMark(process.pid) });
  for (let attempt = 0; attempt < 3; attempt++) {
    try {
      await writeFile(ownerFile(home), note, { flag: 'wx' });
      return;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
      await dropStaleNote(home);
    }
  }
  throw new DataFolderInUse(home, (await readOwner(home))?.pid ?? 0);
}

export async function giveUpOwnership(home: string): Promise<void> {
  await rm(ownerFile(home), { force: true });
}

async function dropStaleNote(home: string): Promise<void> {
  const owner = await readOwner(home);
  if (owner && isAlive(owner.pid) && owner.mark === (await startMark(owner.pid))) {
    throw new DataFolderInUse(home, owner.pid);
  }
  await giveUpOwnership(home);
}

async function readOwner(home: string): Promise<Owner | undefined> {
  try {
    return JSON.parse(await readFile(ownerFile(home), 'utf8')) as Owner;
  } catch {
    // Absent, or cut short by a crash while it was written.
    return undefined;
  }
}
