import { stat } from 'node:fs/promises';
import type { ReceivedDelivery } from '@umschlag/contract';
import type { Command } from '../command.ts';
import { CommandError, EXIT, UsageError } from '../exit.ts';
import { type Client, createClient, patience, RefusedError } from '../http/index.ts';
import { pauseNote, readArguments } from '../options.ts';
import {
  formatBytes,
  type Progress,
  printable,
  printableLines,
  showProgress,
  type Terminal,
} from '../terminal/index.ts';
import { Journal } from './journal.ts';
import { parseLink } from './link.ts';
import { type NamedFile, namedFiles } from './named-file.ts';
import { receiveArchive } from './receive-archive.ts';
import { type ReceivePorts, receiveFile } from './receive-file.ts';
import { openRoot } from './target-folder.ts';

const HELP = `umschlag receive LINK|- [options]

Fetches what a level 1 link offers. "-" reads the link from standard input, so that it does not stand in the
process list.

  --to FOLDER      where to put it (default: here)
  --file N|NAME    only this file: its number in the list or its name; may be repeated
  --zip            all files as one ZIP archive
  --list           only show what there is

A file arrives as NAME.part and is renamed when it is whole. Called again, an interrupted download goes on.
Nothing is ever overwritten: a second "report.pdf" becomes "report (2).pdf". Names that could do harm are changed.`;

const OPTIONS = {
  to: { type: 'string' },
  file: { type: 'string', multiple: true },
  zip: { type: 'boolean' },
  list: { type: 'boolean' },
} as const;

export const receive: Command = { summary: 'fetch what a link offers', help: HELP, run };

async function run(args: readonly string[], terminal: Terminal): Promise<void> {
  const { values, positionals } = readArguments('receive', args, OPTIONS);
  const [given] = positionals;
  if (given === undefined || positionals.length > 1) throw new UsageError('Name exactly one link, or "-".');
  if (values.zip && values.file) throw new UsageError('--zip takes all files; leave --file away.');
  const { server, token } = parseLink(given === '-' ? await terminal.readInput() : given);
  let progress: Progress | undefined;
  const note = (line: string) => (progress ? progress.note(line) : terminal.note(line));
  const client = createClient({ server, patience: patience(terminal.signal, pauseNote(note)) });
  const delivery = await look(client, token);
  const offered = namedFiles(delivery);
  introduce(terminal, delivery, offered);
  if (values.list) return;
  const files = chosen(offered, values.file);
  const root = await openRoot(values.to ?? '.');
  const totalBytes = files.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);
  progress = showProgress(terminal, { totalBytes, fileCount: values.zip ? 1 : files.length, verb: 'Received' });
  try {
    await client.call('POST /api/v1/links/:token/opened', { params: { token } });
    if (values.zip) await asArchive(terminal, client, token, root, delivery, progress);
    else await oneByOne(terminal, { client, token, root, progress }, delivery, files);
  } finally {
    progress.end();
  }
}

async function look(client: Client, token: string): Promise<ReceivedDelivery> {
  try {
    return (await client.call('GET /api/v1/links/:token', { params: { token } })).delivery;
  } catch (error) {
    if (!(error instanceof RefusedError)) throw error;
    if (error.code === 'sign_in_required') {
      throw new CommandError(
        EXIT.refused,
        'sign_in_required: This delivery is for one recipient only, who has to sign in; open the link in a browser.',
      );
    }
    if (error.code !== 'not_found') throw error;
    throw new CommandError(
      EXIT.refused,
      'not_found: There is nothing behind this link (any more); check that it is whole, or ask the sender.',
    );
  }
}

function introduce(terminal: Terminal, delivery: ReceivedDelivery, files: readonly NamedFile[]): void {
  const { sender, subject, message } = delivery;
  const name = sender.displayName === null ? sender.email : `${sender.displayName} <${sender.email}>`;
  terminal.note(`From:    ${printable(name)}, ${printable(sender.organisation)}`);
  terminal.note(`Until:   ${until(delivery)}`);
  if (subject) terminal.note(`Subject: ${printable(subject)}`);
  if (message) terminal.note(printableLines(message));
  for (const [index, file] of files.entries()) {
    const left = file.fetchesLeft === null ? '' : `, can be fetched ${file.fetchesLeft} times more`;
    terminal.note(`  ${index + 1}. ${printable(file.path.join('/'))} (${formatBytes(file.sizeBytes)}${left})`);
  }
}

/** In the sender's time zone, as on the page behind the link. */
function until({ expiresAt, timeZone }: ReceivedDelivery): string {
  const format = new Intl.DateTimeFormat('en-GB', { dateStyle: 'full', timeStyle: 'short', timeZone });
  return `${format.format(new Date(expiresAt))} (${timeZone})`;
}

/** @throws UsageError when a wish fits no file */
function chosen(files: readonly NamedFile[], wishes: readonly string[] | undefined): NamedFile[] {
  if (!wishes) return [...files];
  const found = wishes.map((wish) => {
    const file =
      files.find(({ path }) => path.join('/') === wish.normalize('NFC')) ??
      files.find(({ path }) => path.at(-1) === wish.normalize('NFC')) ??
      (/^\d+$/.test(wish) ? files[Number(wish) - 1] : undefined);
    if (!file) throw new UsageError(`There is no file "${printable(wish)}"; --list shows what there is.`);
    return file;
  });
  return [...new Set(found)];
}

/** One after another: a recipient's line is full with one, and what is whole can be used already. */
async function oneByOne(
  terminal: Terminal,
  ports: Omit<ReceivePorts, 'journal' | 'isLimited'>,
  delivery: ReceivedDelivery,
  files: readonly NamedFile[],
): Promise<void> {
  const journal = await Journal.open(ports.root, delivery.id);
  const all = { ...ports, journal, isLimited: delivery.downloadLimit !== null };
  for (const file of files) {
    if (await isThere(journal, file)) {
      ports.progress.begin(file.path.join('/'), file.sizeBytes, file.sizeBytes).finish();
      terminal.print(journal.get(file.id)!.path);
    } else {
      terminal.print(await receiveFile(all, file));
    }
  }
  await journal.delete();
}

/** Whether an earlier call that did not come to its end has received it, and nobody has touched it since. */
async function isThere(journal: Journal, file: NamedFile): Promise<boolean> {
  const entry = journal.get(file.id);
  if (!entry?.isDone) return false;
  const look = await stat(entry.path).catch(() => undefined);
  return look?.isFile() === true && look.size === file.sizeBytes;
}

async function asArchive(
  terminal: Terminal,
  client: Client,
  token: string,
  root: string,
  delivery: ReceivedDelivery,
  progress: Progress,
): Promise<void> {
  const name = `umschlag-${delivery.id.slice(0, 8)}.zip`;
  const file = progress.begin(name, delivery.totalBytes);
  terminal.print(await receiveArchive({ client, token, root, name, progress: file }));
}
