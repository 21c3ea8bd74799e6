import { mkdir, open, readFile, rename } from 'node:fs/promises';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { UsageError } from '../exit.ts';
import type { Terminal } from '../terminal/index.ts';

/** The folder where this computer keeps what it must not believe the server about. */
function rootOf({ env }: Pick<Terminal, 'env'>): string {
  if (env.UMSCHLAG_CONFIG_DIR) return env.UMSCHLAG_CONFIG_DIR;
  const base = process.platform === 'win32' ? env.APPDATA : env.XDG_CONFIG_HOME;
  return join(base ?? join(homedir(), '.config'), 'umschlag');
}

/** Of one server: how far its key log has been read. */
export function serverFile(terminal: Pick<Terminal, 'env'>, server: string, name: string): string {
  return join(rootOf(terminal), encodeURIComponent(new URL(server).host), name);
}

/** Of one account at one server: its key and its contacts. */
export function accountFile(terminal: Pick<Terminal, 'env'>, server: string, email: string, name: string): string {
  return serverFile(terminal, server, join(encodeURIComponent(email.toLowerCase()), name));
}

/**
 * A JSON file of ours; undefined when there is none.
 * @throws UsageError when it is there and not readable: to go on without it would be to forget what it remembers
 */
export async function readJson<T>(file: string, isRight: (value: unknown) => value is T): Promise<T | undefined> {
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException;
    if (code === 'ENOENT') return undefined;
    throw new UsageError(`The file ${file} cannot be read (${code}).`, { cause });
  }
  try {
    const value: unknown = JSON.parse(text);
    if (isRight(value)) return value;
  } catch (cause) {
    throw damaged(file, cause);
  }
  throw damaged(file);
}

const damaged = (file: string, cause?: unknown) =>
  new UsageError(`The file ${file} is damaged; take it from a backup, or move it away and begin anew.`, { cause });

/** Written whole or not at all, for the own account's eyes only. @throws UsageError */
export async function writeJson(file: string, value: unknown): Promise<void> {
  const temporary = `${file}.new`;
  try {
    await mkdir(dirname(file), { recursive: true, mode: 0o700 });
    const handle = await open(temporary, 'w', 0o600);
    try {
      await handle.writeFile(`${JSON.stringify(value, null, 2)}\n`);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(temporary, file);
  } catch (cause) {
    throw new UsageError(`The file ${file} cannot be written (${(cause as NodeJS.ErrnoException).code}).`, { cause });
  }
}
