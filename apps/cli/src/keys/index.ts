import type { Account } from '@umschlag/contract';
import { canSignIn, SIGN_IN_OPTIONS, type SignedIn, withSession } from '../account/index.ts';
import type { Command } from '../command.ts';
import { UsageError } from '../exit.ts';
import type { Client } from '../http/index.ts';
import { acceptedOf, connect, readArguments, SERVER_OPTIONS, serverOf } from '../options.ts';
import type { Terminal } from '../terminal/index.ts';
import { explained } from './explain.ts';

const HELP = `umschlag keys create [--revocation-certificate FILE] [--email ADDRESS]
umschlag keys fetch [--recovery-code] [--accept-new-key ADDRESS] [--email ADDRESS]
umschlag keys import FILE [--email ADDRESS]
umschlag keys export FILE|- [--secret] [--recovery-code] [--email ADDRESS]
umschlag keys show [--email ADDRESS]
umschlag keys audit [--email ADDRESS]

Your SecuPass key, for levels 3 and 4. It lies on this computer locked with your passphrase, and so it does on the server.

create    makes a key and prints its recovery code, once
fetch     takes the key that you have already (made in the browser, say) to this computer; it must open here
import    takes a secret key of another OpenPGP program and makes it your key
export    writes the public key, or with --secret the secret one, for other OpenPGP programs; never over a file
show      fingerprint, and nine words to compare by telephone
audit     reads the whole key log of the server, checks that it is one unbroken chain and still the one that this
          computer has read before, that your key stands in it and none that you do not know, and that the keys of
          your contacts are those that it says. Ends with 1 and says what is wrong

create, fetch and import sign in, since an API token is not enough for keys: the address from --email or
UMSCHLAG_EMAIL, the password asked for or from the file that UMSCHLAG_PASSWORD_FILE names, or a mailed code. show, export
and audit take the API token if there is one (for export and show, to know the address), else they sign in.

Secrets are asked for without being shown, or read from the first line of a file that is named in
  UMSCHLAG_PASSPHRASE_FILE       passphrase of your key
  UMSCHLAG_RECOVERY_CODE_FILE    recovery code, with --recovery-code
  UMSCHLAG_FILE_PASSPHRASE_FILE  passphrase of the exported or imported file

UMSCHLAG_CONFIG_DIR (default: ~/.config/umschlag) holds the locked key, the keys of those with whom you have exchanged
something, and how far the key log was read. Keep it: it is what the server is checked against.`;

const OPTIONS = {
  ...SERVER_OPTIONS,
  ...SIGN_IN_OPTIONS,
  'revocation-certificate': { type: 'string' },
  'recovery-code': { type: 'boolean' },
  'accept-new-key': { type: 'string', multiple: true },
  secret: { type: 'boolean' },
} as const;

type Values = ReturnType<typeof readArguments<typeof OPTIONS>>['values'];

export const keys: Command = { summary: 'your key, and the key log of the server', help: HELP, run };

async function run([name, ...args]: readonly string[], terminal: Terminal): Promise<void> {
  const { values, positionals } = readArguments('keys', args, OPTIONS);
  const action = Object.hasOwn(ACTIONS, name ?? '') ? ACTIONS[name as keyof typeof ACTIONS] : undefined;
  if (!action) throw new UsageError('Name what to do: create, fetch, import, export, show or audit.');
  const file = positionals[0];
  const takesFile = name === 'import' || name === 'export';
  if (positionals.length > 1 || (file !== undefined) !== takesFile) {
    throw new UsageError(takesFile ? 'Name exactly one file.' : `"umschlag keys ${name}" takes no file.`);
  }
  await explained(() => action(terminal, values, file ?? ''));
}

const ACTIONS = {
  create: async (terminal: Terminal, values: Values) => {
    const { createKey } = await import('./enrol-key.ts');
    const { writeNew } = await import('./key-files.ts');
    const certificate = await inSession(terminal, values, (session) => createKey(terminal, session));
    const file = values['revocation-certificate'];
    if (file !== undefined) await writeNew(file, certificate, 0o600);
  },
  fetch: async (terminal: Terminal, values: Values) => {
    const { fetchKey } = await import('./fetch-key.ts');
    const how = { withRecoveryCode: values['recovery-code'] ?? false, accepted: acceptedOf(values['accept-new-key']) };
    await inSession(terminal, values, (session) => fetchKey(terminal, session, how));
  },
  import: async (terminal: Terminal, values: Values, file: string) => {
    const { readKeyFile } = await import('./key-files.ts');
    const { enrolImported } = await import('./enrol-key.ts');
    await inSession(terminal, values, async (session) =>
      enrolImported(terminal, session, await readKeyFile(terminal, file, session.account.email)),
    );
  },
  export: async (terminal: Terminal, values: Values, file: string) => {
    const { exportKey } = await import('./key-files.ts');
    const key = await ownKey(terminal, values);
    const how = { file, isSecret: values.secret ?? false, withRecoveryCode: values['recovery-code'] ?? false };
    await exportKey(terminal, key, how);
  },
  show: async (terminal: Terminal, values: Values) => {
    const { inWords } = await import('./contacts.ts');
    const { address, fingerprint, logSeq } = await ownKey(terminal, values);
    terminal.print(`${address}\n    ${await inWords(fingerprint)}\n    entry ${logSeq} of the key log`);
  },
  audit: async (terminal: Terminal, values: Values) => {
    const { auditKeys } = await import('./audit-keys.ts');
    await asAnybody(terminal, values, ({ client, account }) => auditKeys(terminal, client, account));
  },
} as const;

function inSession<T>(terminal: Terminal, values: Values, work: (session: SignedIn) => Promise<T>): Promise<T> {
  return withSession(terminal, { server: serverOf(terminal, values), email: values.email }, work);
}

/** By API token where there is one, which only caseworkers have; else in a session. */
async function asAnybody<T>(
  terminal: Terminal,
  values: Values,
  work: (who: { client: Client; account: Account }) => Promise<T>,
): Promise<T> {
  const hasToken = Boolean(terminal.env.UMSCHLAG_TOKEN || values['token-file']);
  if (!hasToken || values.email !== undefined) return inSession(terminal, values, work);
  const client = await connect(terminal, values);
  const { account } = await client.call('GET /api/v1/session', {});
  if (account) return work({ client, account });
  throw new UsageError('The API token is not valid; make a new one, or name --email to sign in.');
}

/** The key on this computer; nothing need be asked of the server when the address is named. */
async function ownKey(terminal: Terminal, values: Values) {
  const { requireOwnKey } = await import('./own-key.ts');
  const named = values.email ?? terminal.env.UMSCHLAG_EMAIL;
  if (named) return requireOwnKey(terminal, serverOf(terminal, values), named);
  if (!terminal.env.UMSCHLAG_TOKEN && !values['token-file'] && !canSignIn(terminal, named)) {
    throw new UsageError('Name your mail address in UMSCHLAG_EMAIL or with --email.');
  }
  return asAnybody(terminal, values, ({ client, account }) => requireOwnKey(terminal, client.server, account.email));
}
