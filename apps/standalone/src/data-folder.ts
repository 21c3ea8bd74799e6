import { chmod, mkdir, open, rename } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const DEFAULT_FOLDER = fileURLToPath(new URL('../../../data', import.meta.url));

/** Where everything lives that a restart must find again. */
export interface DataFolder {
  readonly root: string;
  readonly files: string;
  readonly mail: string;
}

/** Opens or makes the data folder. 0711: the embedded database runs under another account below it. */
export async function openDataFolder(env: Readonly<Record<string, string | undefined>>): Promise<DataFolder> {
  const root = resolve(env.UMSCHLAG_DATA_DIR?.trim() || DEFAULT_FOLDER);
  await mkdir(root, { recursive: true });
  await syncFolder(dirname(root));
  await chmod(root, 0o711);
  const files = join(root, 'files');
  const mail = join(root, 'mail');
  for (const folder of [files, mail]) await mkdir(folder, { recursive: true, mode: 0o700 });
  return { root, files, mail };
}

/** Whole or not at all, also after `kill -9` and a loss of power; readable by its owner only. */
export async function writeDurably(file: string, text: string): Promise<void> {
  const handle = await open(`${file}.new`, 'w', 0o600);
  try {
    await handle.writeFile(text);
    await handle.sync();
  } finally {
    await handle.close();
  }
  await rename(`${file}.new`, file);
  // Only now does the new name outlive a loss of power.
  await syncFolder(dirname(file));
}

async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
