import type { Command } from '../command.ts';
import { UsageError } from '../exit.ts';
import { readArguments } from '../options.ts';
import type { Terminal } from '../terminal/index.ts';

const HELP = `umschlag admin create-caseworker --email ADDRESS --name NAME --organisation NAME [options]
umschlag admin migrate

Works on the server itself, with the environment of the server (DATABASE_URL and the rest), not over the network.

create-caseworker   makes an account that may send; the organisation is made when there is none of that name
  --administrator   may also invite colleagues
  --language de|en  of mails to them (default: de)
  --password -      reads a password from standard input; without it they sign in by a mailed code
  --json            print the account as JSON
migrate             brings the database to the newest schema`;

const OPTIONS = {
  email: { type: 'string' },
  name: { type: 'string' },
  organisation: { type: 'string' },
  administrator: { type: 'boolean' },
  language: { type: 'string' },
  password: { type: 'string' },
  json: { type: 'boolean' },
} as const;

export const admin: Command = { summary: 'accounts and schema, on the server itself', help: HELP, run };

async function run([name, ...args]: readonly string[], terminal: Terminal): Promise<void> {
  if (name === 'migrate') {
    readArguments('admin', args, {});
    const { migrateDatabase } = await import('./migrate-database.ts');
    return migrateDatabase(terminal);
  }
  if (name !== 'create-caseworker') throw new UsageError('Name what to do; see "umschlag help admin".');
  const { values, positionals } = readArguments('admin', args, OPTIONS);
  if (positionals.length > 0) throw new UsageError('Put names with spaces into quotes; see "umschlag help admin".');
  const { createAccount } = await import('./create-account.ts');
  return createAccount(terminal, {
    email: given('email', values.email),
    displayName: given('name', values.name),
    organisationName: given('organisation', values.organisation),
    role: values.administrator ? 'administrator' : 'member',
    language: languageOf(values.language),
    password: await passwordOf(terminal, values.password),
    json: values.json ?? false,
  });
}

function given(name: string, value: string | undefined): string {
  if (!value?.trim()) throw new UsageError(`--${name} is missing; see "umschlag help admin".`);
  return value.trim();
}

function languageOf(text = 'de'): 'de' | 'en' {
  if (text === 'de' || text === 'en') return text;
  throw new UsageError('--language must be de or en.');
}

/** Arguments stand in the process list, so a password comes from standard input only. */
async function passwordOf(terminal: Terminal, value: string | undefined): Promise<string | undefined> {
  if (value === undefined) return undefined;
  if (value !== '-') throw new UsageError('Give the password on standard input, with --password -.');
  return (await terminal.readInput()).replace(/\r?\n$/, '');
}
