import { randomBytes } from 'node:crypto';
import { chmod, mkdir, open, readFile, rename } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const DEFAULT_FOLDER = fileURLToPath(new URL('../../../data', import.meta.url));

/** Where everything lives that a restart must find again. */
export interface DataFolder {
  readonly root: string;
  readonly files: string;
  readonly mail: string;
  /** Base64; made at the first start. Whoever loses it loses all content. */
  readonly masterKey: string;
}

/** Opens or makes the data folder. 0711: the embedded database runs under another account below it. */
export async function openDataFolder(env: Readonly<Record<string, string | undefined>>): Promise<DataFolder> {
  const root = resolve(env.UMSCHLAG_DATA_DIR?.trim() || DEFAULT_FOLDER);
  await mkdir(root, { recursive: true });
  await chmod(root, 0o711);
  const files = join(root, 'files');
  const mail = join(root, 'mail');
  for (const folder of [files, mail]) await mkdir(folder, { recursive: true, mode: 0o700 });
  return { root, files, mail, masterKey: await keepMasterKey(join(root, 'master-key')) };
}

async function keepMasterKey(file: string): Promise<string> {
  const kept = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  });
  if (kept !== undefined) return kept.trim();
  const masterKey = randomBytes(32).toString('base64');
  await writeDurably(file, `${masterKey}\n`);
  return masterKey;
}

/** Whole or not at all, also after `kill -9`; readable by its owner only. */
export async function writeDurably(file: string, text: string): Promise<void> {
  const handle = await open(`${file}.new`, 'w', 0o600);
  await handle.writeFile(text);
  await handle.sync();
  await handle.close();
  await rename(`${file}.new`, file);
}
