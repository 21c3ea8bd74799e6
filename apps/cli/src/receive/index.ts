import type { Account, ReceivedDelivery } from '@umschlag/contract';
import { canSignIn, SIGN_IN_OPTIONS, withSession } from '../account/index.ts';
import type { Command } from '../command.ts';
import { CommandError, EXIT, UsageError } from '../exit.ts';
import { type Client, createClient, patience, RefusedError } from '../http/index.ts';
import { acceptedOf, pauseNote, readArguments } from '../options.ts';
import { type Progress, showProgress, type Terminal } from '../terminal/index.ts';
import { chosen } from './chosen.ts';
import { introduce } from './introduce.ts';
import { parseLink } from './link.ts';
import { namedFiles } from './named-file.ts';
import { oneByOne } from './one-by-one.ts';
import { receiveArchive } from './receive-archive.ts';
import { receiveFile } from './receive-file.ts';
import { openRoot } from './target-folder.ts';

const HELP = `umschlag receive LINK|- [options]

Fetches what a link offers. "-" reads the link from standard input, so that it does not stand in the process list.

  --to FOLDER      where to put it (default: here)
  --file N|NAME    only this file: its number in the list or its name; may be repeated
  --zip            all files as one ZIP archive (levels 1 and 2)
  --list           only show what there is
  --email ADDRESS  your address, for a link of level 2, 3 or 4 (default: UMSCHLAG_EMAIL): you sign in for this call,
                   with your password (asked for, or UMSCHLAG_PASSWORD_FILE) or with a mailed code

At levels 3 and 4 it opens here, with the passphrase of your key (asked for, or UMSCHLAG_PASSPHRASE_FILE) or the access
code (asked for, or UMSCHLAG_ACCESS_CODE_FILE). Before anything is fetched it is checked that the sender signed this
delivery, for you, at this level and with these files; then each part of each file. What does not hold is not written,
ends with 4, and the sender is told.
  --recovery-code  open your key with the recovery code (UMSCHLAG_RECOVERY_CODE_FILE)
  --accept-new-key ADDRESS  the sender's key is another than the remembered one, and you know why
  --export-openpgp each file as an OpenPGP message to your key (NAME.pgp), unopened, for sq and others that know
                   RFC 9580; GnuPG 2 and Thunderbird cannot open it. Beside them what proves them: the manifest with
                   the sender's signature and the files' digests (…-manifest.pgp), and the sender's key (…-sender.asc)

A file arrives as NAME.part and is renamed when it is whole. Called again, an interrupted download goes on.
Nothing is ever overwritten: a second "report.pdf" becomes "report (2).pdf". Names that could do harm are changed.`;

const OPTIONS = {
  ...SIGN_IN_OPTIONS,
  to: { type: 'string' },
  file: { type: 'string', multiple: true },
  zip: { type: 'boolean' },
  list: { type: 'boolean' },
  'recovery-code': { type: 'boolean' },
  'accept-new-key': { type: 'string', multiple: true },
  'export-openpgp': { type: 'boolean' },
} as const;

type Values = ReturnType<typeof readArguments<typeof OPTIONS>>['values'];

/** Somebody in front of a delivery. */
interface Visit {
  readonly terminal: Terminal;
  readonly client: Client;
  /** Undefined at level 1, where nobody need be signed in. */
  readonly account: Account | undefined;
  readonly token: string;
  readonly values: Values;
  /** From here on remarks go between the bars. */
  onProgress(progress: Progress): void;
}

export const receive: Command = { summary: 'fetch what a link offers', help: HELP, run };

async function run(args: readonly string[], terminal: Terminal): Promise<void> {
  const { values, positionals } = readArguments('receive', args, OPTIONS);
  const [given] = positionals;
  if (given === undefined || positionals.length > 1) throw new UsageError('Name exactly one link, or "-".');
  if (values.zip && values.file) throw new UsageError('--zip takes all files; leave --file away.');
  const { server, token } = parseLink(given === '-' ? await terminal.readInput() : given);
  let progress: Progress | undefined;
  const note = (line: string) => (progress ? progress.note(line) : terminal.note(line));
  const onProgress = (shown: Progress) => {
    progress = shown;
  };
  const visit = { terminal, token, values, onProgress };
  try {
    const client = createClient({ server, patience: patience(terminal.signal, pauseNote(note)) });
    const delivery = await look(client, token);
    if (delivery) return await fetchAll({ ...visit, client, account: undefined }, delivery);
    if (!canSignIn(terminal, values.email)) throw signInRequired();
    await withSession(terminal, { server, email: values.email, note }, async (session) => {
      const addressed = await look(session.client, token);
      if (!addressed) throw signInRequired();
      await fetchAll({ ...visit, ...session }, addressed);
    });
  } finally {
    progress?.end();
  }
}

/** @returns undefined when one has to sign in first */
async function look(client: Client, token: string): Promise<ReceivedDelivery | undefined> {
  try {
    return (await client.call('GET /api/v1/links/:token', { params: { token } })).delivery;
  } catch (error) {
    if (!(error instanceof RefusedError)) throw error;
    if (error.code === 'sign_in_required') return undefined;
    if (error.code !== 'not_found') throw error;
    throw new CommandError(
      EXIT.refused,
      'not_found: There is nothing behind this link (any more); check that it is whole, or ask the sender.',
    );
  }
}

function signInRequired(): CommandError {
  return new CommandError(
    EXIT.refused,
    'sign_in_required: This delivery is for one recipient only, who has to sign in: name the address with --email, or open the link in a browser.',
  );
}

async function fetchAll(visit: Visit, delivery: ReceivedDelivery): Promise<void> {
  const { terminal, client, token, values } = visit;
  if (delivery.level >= 3) return fetchSealed(visit, delivery);
  if (values['export-openpgp']) throw new UsageError('--export-openpgp is for levels 3 and 4.');
  const offered = await namedFiles(client, token, delivery);
  introduce(terminal, delivery, offered, delivery);
  if (values.list) return;
  const files = chosen(offered, values.file);
  const root = await openRoot(values.to ?? '.');
  const totalBytes = files.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);
  const progress = showProgress(terminal, {
    totalBytes,
    fileCount: values.zip ? 1 : files.length,
    verb: 'Received',
  });
  visit.onProgress(progress);
  await client.call('POST /api/v1/links/:token/opened', { params: { token } });
  if (values.zip) {
    const name = `umschlag-${delivery.id.slice(0, 8)}.zip`;
    const file = progress.begin(name, delivery.totalBytes);
    return terminal.print(await receiveArchive({ client, token, root, name, progress: file }));
  }
  await oneByOne(terminal, { client, token, root, progress }, delivery, files, receiveFile);
}

/** Loads the keyring only when it is needed. */
async function fetchSealed({ account, values, ...visit }: Visit, delivery: ReceivedDelivery): Promise<void> {
  // The server lets nobody see it without: so it is the server that is wrong.
  if (!account) throw new CommandError(EXIT.untrusted, 'wrong_level: The server shows this delivery to anybody.');
  if (values.zip)
    throw new UsageError('Levels 3 and 4 are opened on this computer; the server cannot make an archive.');
  const { receiveSealed } = await import('./receive-sealed.ts');
  await receiveSealed({
    ...visit,
    account,
    delivery,
    accepted: acceptedOf(values['accept-new-key']),
    withRecoveryCode: values['recovery-code'] ?? false,
    isListOnly: values.list ?? false,
    isExport: values['export-openpgp'] ?? false,
    wishes: values.file,
    folder: values.to ?? '.',
  });
}
