import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { CommandError, EXIT, UsageError } from '../exit.ts';
import { connectionFailure } from '../http/index.ts';
import { printable, type Terminal } from '../terminal/index.ts';

const TIMEOUT_MS = 60_000;
const MAX_OCTETS = 16 * 1024 ** 2;
const PATH = /^\/[A-Za-z0-9._/-]+$/;
const DIGEST = /^sha384-[A-Za-z0-9+/]{64}$/;

interface Comparison {
  /** The `integrity.json` of the build to compare with. */
  readonly file: string;
  readonly server: string;
}

/**
 * Fetches every file of a build from a server.
 * @throws UsageError for a file that is no such list, CommandError `untrusted` naming what differs, UnreachableError
 */
export async function compareWithServer(terminal: Terminal, { file, server }: Comparison): Promise<void> {
  const expected = await readDigests(file);
  const different: string[] = [];
  // What a page's address shows is the page, by whatever name it is asked for.
  for (const [path, digest] of [...expected, ['/', expected.get('/index.html')!] as const]) {
    const served = await digestOf(new URL(path, server), terminal.signal);
    if (served !== digest) different.push(`${path}: ${served === undefined ? 'not there' : 'another one'}`);
  }
  if (different.length > 0) {
    throw new CommandError(EXIT.untrusted, `web_app_differs:\n${different.map((one) => `  - ${one}`).join('\n')}`);
  }
  terminal.print(`The web app of ${printable(server)} is the one of ${printable(file)}: ${expected.size} files.`);
}

async function readDigests(file: string): Promise<Map<string, string>> {
  let value: unknown;
  try {
    value = JSON.parse(await readFile(file, 'utf8'));
  } catch (cause) {
    throw new UsageError(`${printable(file)} cannot be read as an integrity.json.`, { cause });
  }
  const { version, files } = (value ?? {}) as { version?: unknown; files?: unknown };
  const pairs = Object.entries(files ?? {});
  const isList = pairs.every(([path, digest]) => PATH.test(path) && typeof digest === 'string' && DIGEST.test(digest));
  const digests = new Map(pairs as [string, string][]);
  if (version !== 1 || !isList || !digests.has('/index.html')) {
    throw new UsageError(`${printable(file)} is no integrity.json of this web app.`);
  }
  return digests;
}

/** `undefined` where the server has no such file, or one that is far too large. */
async function digestOf(url: URL, stop: AbortSignal): Promise<string | undefined> {
  const signal = AbortSignal.any([stop, AbortSignal.timeout(TIMEOUT_MS)]);
  try {
    const answer = await fetch(url, { signal, redirect: 'manual', headers: { accept: '*/*' } });
    if (answer.status !== 200 || !answer.body) {
      await answer.body?.cancel();
      return undefined;
    }
    const hash = createHash('sha384');
    let octets = 0;
    for await (const piece of answer.body) {
      octets += piece.length;
      if (octets > MAX_OCTETS) return undefined;
      hash.update(piece);
    }
    return `sha384-${hash.digest('base64')}`;
  } catch (error) {
    throw connectionFailure(error);
  }
}
