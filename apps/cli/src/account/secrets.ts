import { readFile, stat } from 'node:fs/promises';
import { UsageError } from '../exit.ts';
import type { Terminal } from '../terminal/index.ts';

/** A secret that a command needs: what to ask, and which setting names a file that holds it. */
export interface SecretWish {
  readonly question: string;
  /** Arguments stand in the process list and settings in the environment of every child: so neither holds the secret. */
  readonly setting: string;
  readonly isShown?: boolean;
}

/** The first line of the file that the setting names, or what the person types. @throws UsageError, Interrupted */
export async function secretOf(terminal: Terminal, wish: SecretWish): Promise<string> {
  const secret = await secretIfAny(terminal, wish);
  if (secret !== undefined) return secret;
  throw new UsageError(`There is no terminal to ask on: name a file in ${wish.setting}.`);
}

/** As {@link secretOf}; undefined when neither a file is named nor anybody can be asked. */
export async function secretIfAny(terminal: Terminal, wish: SecretWish): Promise<string | undefined> {
  const file = terminal.env[wish.setting];
  if (file) return readSecretFile(terminal, file, wish.setting);
  return terminal.ask?.(wish.question, { isHidden: !wish.isShown });
}

/** Whether the secret comes from a file: then asking again gives the same. */
export const isFromFile = (terminal: Terminal, setting: string): boolean => Boolean(terminal.env[setting]);

async function readSecretFile(terminal: Terminal, file: string, setting: string): Promise<string> {
  try {
    const isOpen = process.platform !== 'win32' && ((await stat(file)).mode & 0o077) !== 0;
    if (isOpen) terminal.note(`Others on this machine may read ${file}; close it with: chmod 600 ${file}`);
    const [line = ''] = (await readFile(file, 'utf8')).split(/\r?\n/, 1);
    return line;
  } catch (cause) {
    throw new UsageError(`The file that ${setting} names cannot be read (${(cause as NodeJS.ErrnoException).code}).`, {
      cause,
    });
  }
}
