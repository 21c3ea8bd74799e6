import { readFile, stat } from 'node:fs/promises';
import { type ParseArgsOptionsConfig, parseArgs } from 'node:util';
import { UsageError } from './exit.ts';
import { type Client, createClient, parseServer, patience } from './http/index.ts';
import type { Terminal } from './terminal/index.ts';

/** Options of every command that talks to a server as a caseworker. */
export const SERVER_OPTIONS = { server: { type: 'string' }, 'token-file': { type: 'string' } } as const;

/**
 * Reads the arguments of one command.
 * @throws UsageError with a sentence that names the argument
 */
export function readArguments<const O extends ParseArgsOptionsConfig>(
  command: string,
  args: readonly string[],
  options: O,
) {
  try {
    return parseArgs({ args: [...args], options, allowPositionals: true, strict: true });
  } catch (cause) {
    const sentence = (cause as Error).message.split(/\. (?:To specify|Did you)/)[0]!.replace(/\.$/, '');
    throw new UsageError(`${sentence}; see "umschlag help ${command}".`, { cause });
  }
}

/** @throws UsageError unless it is a whole number in the range */
export function readInteger(name: string, text: string | undefined, min: number, max: number): number | undefined {
  if (text === undefined) return undefined;
  const value = /^\d{1,9}$/.test(text) ? Number(text) : Number.NaN;
  if (!(value >= min && value <= max)) throw new UsageError(`--${name} must be a whole number from ${min} to ${max}.`);
  return value;
}

/** Addresses of --accept-new-key, in lower case. */
export function acceptedOf(given: readonly string[] = []): ReadonlySet<string> {
  return new Set(given.flatMap((list) => list.split(',')).map((address) => address.trim().toLowerCase()));
}

type ServerValues = { readonly server?: string | undefined; readonly 'token-file'?: string | undefined };

/** The server's origin. @throws UsageError when none is named */
export function serverOf(terminal: Terminal, values: ServerValues): string {
  const named = values.server ?? terminal.env.UMSCHLAG_URL;
  if (!named) throw new UsageError('Name the server in UMSCHLAG_URL or with --server.');
  return parseServer(named);
}

/** The API token, never from an argument: those stand in the process list. */
async function tokenOf(terminal: Terminal, values: ServerValues): Promise<string> {
  const file = values['token-file'];
  const text = file === undefined ? terminal.env.UMSCHLAG_TOKEN : await readTokenFile(terminal, file);
  const token = text?.trim();
  if (!token) throw new UsageError('Put an API token (web app: settings) into UMSCHLAG_TOKEN or name a --token-file.');
  if (!/^[A-Za-z0-9._~+/=-]+$/.test(token)) throw new UsageError('What was given as API token is none.');
  return token;
}

async function readTokenFile(terminal: Terminal, file: string): Promise<string> {
  try {
    const isOpen = process.platform !== 'win32' && ((await stat(file)).mode & 0o077) !== 0;
    if (isOpen) terminal.note(`Others on this machine may read ${file}; close it with: chmod 600 ${file}`);
    return await readFile(file, 'utf8');
  } catch (cause) {
    throw new UsageError(`The token file ${file} cannot be read (${(cause as NodeJS.ErrnoException).code}).`, {
      cause,
    });
  }
}

/** A client of the named server with the person's API token. */
export async function connect(
  terminal: Terminal,
  values: ServerValues,
  note: (line: string) => void = terminal.note,
): Promise<Client> {
  const server = serverOf(terminal, values);
  const token = await tokenOf(terminal, values);
  return createClient({ server, token, patience: patience(terminal.signal, pauseNote(note)) });
}

/** One line per outage and pause; several parts in flight say the same thing, and once is enough. */
export function pauseNote(note: (line: string) => void) {
  let last = '';
  let saidAt = 0;
  return (failure: Error, pauseMs: number) => {
    const now = performance.now();
    if (failure.message === last && now - saidAt < 10_000) return;
    last = failure.message;
    saidAt = now;
    note(`${failure.message} Trying again in ${Math.ceil(pauseMs / 1000)} s.`);
  };
}
