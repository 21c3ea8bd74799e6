import type { Account } from '@umschlag/contract';
import { UsageError } from '../exit.ts';
import { type Client, CookieJar, createClient, patience } from '../http/index.ts';
import { pauseNote } from '../options.ts';
import { printable, type Terminal } from '../terminal/index.ts';
import { secretOf } from './secrets.ts';

export const SIGN_IN_OPTIONS = { email: { type: 'string' } } as const;

/** A client with a session, and whose it is. */
export interface SignedIn {
  readonly client: Client;
  readonly account: Account;
}

interface SignInWish {
  readonly server: string;
  readonly email: string | undefined;
  readonly note?: (line: string) => void;
}

/** Whether the address is named or can be asked for. */
export function canSignIn(terminal: Terminal, email: string | undefined): boolean {
  return Boolean(email ?? terminal.env.UMSCHLAG_EMAIL ?? terminal.ask);
}

/**
 * Signs in for this one command, by password or by a mailed code, and signs out when `work` has ended. For what an API
 * token is not enough: one's own key, and what is addressed to oneself.
 * @throws UsageError, RefusedError, UnreachableError, Interrupted
 */
export async function withSession<T>(
  terminal: Terminal,
  { server, email, note = terminal.note }: SignInWish,
  work: (session: SignedIn) => Promise<T>,
): Promise<T> {
  const client = createClient({
    server,
    cookies: new CookieJar(),
    patience: patience(terminal.signal, pauseNote(note)),
  });
  const account = await signIn(terminal, client, await addressOf(terminal, email));
  try {
    return await work({ client, account });
  } finally {
    const short = { ...patience(AbortSignal.timeout(SIGN_OUT_MS)), patienceMs: SIGN_OUT_MS };
    // It ends by itself otherwise; and what `work` says is what matters.
    await client
      .with(short)
      .call('DELETE /api/v1/session', {})
      .catch(() => {});
  }
}

const SIGN_OUT_MS = 5_000;

async function addressOf(terminal: Terminal, email: string | undefined): Promise<string> {
  const address = email ?? terminal.env.UMSCHLAG_EMAIL ?? (await terminal.ask?.('Your mail address: '));
  if (address?.trim()) return address.trim();
  throw new UsageError('Name your mail address in UMSCHLAG_EMAIL or with --email.');
}

async function signIn(terminal: Terminal, client: Client, email: string): Promise<Account> {
  const question = `Password of ${printable(email)} on this platform (empty: a code is mailed): `;
  const password = await secretOf(terminal, { question, setting: 'UMSCHLAG_PASSWORD_FILE' });
  if (password === '') return byCode(terminal, client, email);
  return (await client.call('POST /api/v1/session/password', { body: { email, password } })).account;
}

async function byCode(terminal: Terminal, client: Client, email: string): Promise<Account> {
  if (!terminal.ask) throw new UsageError('There is no terminal to ask on for the mailed code.');
  const { challengeId } = await client.call('POST /api/v1/session/code', { body: { email, language: 'en' } });
  const code = await terminal.ask(`Code that was mailed to ${printable(email)}: `);
  return (await client.call('POST /api/v1/session/code/confirm', { body: { challengeId, code: code.trim() } })).account;
}
