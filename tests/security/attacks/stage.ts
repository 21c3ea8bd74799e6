import { expect } from '@jest/globals';
import type { TestSession } from '@umschlag/api/testing';
import { atTerminal, hashesBelow, PASSPHRASE, startPlatform, testFolder } from '@umschlag/cli/testing';
import { deliveryLinkToken } from '@umschlag/core';
import type { Tx } from '@umschlag/db';
import { runStatement } from '@umschlag/db/testing';
import { octetsOf } from '../../invariants/transfer/delivery.ts';
import { enrol, type Letter, type Person, type SentLetter, sendLetter } from '../end-to-end/client.ts';

/** What stands in the letters; no attack may bring a word of it before somebody's eyes. */
export const SUBJECT = 'Bescheid 4711';
export const MESSAGE = 'Anbei das Gutachten.';
export const NAMES = ['Befund.pdf', 'Röntgenbild.pdf'] as const;
/** The same for both, so that one could stand for the other. */
const FILE_BYTES = 300_000;

/** Somebody with a key, and the command `umschlag` as they call it. */
export interface Somebody extends Person {
  readonly terminal: Awaited<ReturnType<typeof atTerminal>>;
}

/** What `umschlag receive` has said and written. */
export interface Received {
  readonly exitCode: number;
  readonly said: string;
  readonly last: string;
  /** SHA-256 by path of what looks like a file that arrived; the command's own journal is none. */
  readonly arrived: Readonly<Record<string, string>>;
}

export type Stage = Awaited<ReturnType<typeof openStage>>;

/**
 * The real server with its database and storage, which a test may alter as whoever runs it could, and the command line
 * as the client that has to notice.
 */
export async function openStage() {
  const platform = await startPlatform();
  const folder = await testFolder();
  const { api } = platform;
  const { database, keys } = api.deps;
  let calls = 0;

  const somebody = async (session: TestSession, token?: string): Promise<Somebody> => ({
    ...(await enrol(api, session, PASSPHRASE)),
    terminal: await atTerminal(platform, folder, session, token),
  });
  const caseworker = async () => {
    const session = await api.signInAs(await api.createCaseworker());
    const body = { name: 'Test', validDays: 1 };
    const made = await api.call('POST /api/v1/api-tokens', { cookie: session.cookie, body });
    return somebody(session, made.body.token);
  };
  const citizen = async () => somebody(await api.signInAs(await api.createCitizen()));

  const change = (work: (tx: Tx) => Promise<unknown>) => database.transaction(work);
  /** Nobody waits in a test for the limits on signing in. */
  const forgetTries = () => change((tx) => tx.deleteFrom('throttles').execute());

  return {
    platform,
    folder,
    api,
    caseworker,
    citizen,
    change,
    /** What the typed schema takes for fixed. */
    sql: (statement: string) => runStatement(api.testDatabase.url, statement),
    forgetTries,
    /** Two files of the same size, subject and message, from one person to others. */
    send: (sender: Person, to: readonly Person[], how: Partial<Letter> = {}): Promise<SentLetter> =>
      sendLetter(api, sender, {
        level: 4,
        subject: SUBJECT,
        message: MESSAGE,
        files: NAMES.map((name, index) => ({ path: [name], octets: octetsOf(FILE_BYTES, index + 1) })),
        keys: to.map(({ key }) => key.public),
        codes: [],
        pending: [],
        ...how,
      }),
    linkOf: (letter: SentLetter, { session }: Person) =>
      `${api.url}/d/${deliveryLinkToken(keys, letter.recipientIds.get(session.email)!)}`,
    receive: async (
      { terminal }: Somebody,
      link: string,
      args: readonly string[] = [],
      how: { signal?: AbortSignal } = {},
    ): Promise<Received> => {
      await forgetTries();
      const target = folder.in('got', String(calls++));
      const { exitCode, noted, printed } = await terminal.run(['receive', link, '--to', target, ...args], how);
      return {
        exitCode,
        said: [...noted, ...printed].join('\n'),
        last: noted.at(-1) ?? '',
        arrived: await arrivedBelow(target),
      };
    },
    /** Why the recipient's client refused, as the sender sees it; and to whom a mail about it goes. */
    told: async (letter: SentLetter, { session }: Person) => {
      const { db } = database;
      const id = letter.recipientIds.get(session.email)!;
      const { refusal_reason: reason } = await db
        .selectFrom('delivery_recipients')
        .select('refusal_reason')
        .where('id', '=', id)
        .executeTakeFirstOrThrow();
      const mails = await db
        .selectFrom('mails')
        .select('to_email')
        .where('kind', '=', 'opening-refused')
        .where('subject_id', '=', id)
        .execute();
      return { reason, mailed: mails.map(({ to_email }) => to_email) };
    },
    [Symbol.asyncDispose]: async () => {
      await platform[Symbol.asyncDispose]();
      await folder[Symbol.asyncDispose]();
    },
  };
}

async function arrivedBelow(target: string): Promise<Record<string, string>> {
  const hashes = await hashesBelow(target).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return {};
    throw error;
  });
  return Object.fromEntries(Object.entries(hashes).filter(([name]) => !/^\.umschlag-.*\.json$/.test(name)));
}

interface Refused {
  readonly sender: Person;
  readonly reader: Somebody;
  readonly letter: SentLetter;
  readonly code: string;
}

/** Refused before anything of it was shown or written, with a stable code; and the sender is told. */
export async function expectClosed(stage: Stage, { sender, reader, letter, code }: Refused): Promise<void> {
  const got = await stage.receive(reader, stage.linkOf(letter, reader));
  expect([got.exitCode, got.last]).toEqual([4, expect.stringContaining(`umschlag: ${code}: `)]);
  expect(got.arrived).toEqual({});
  for (const secret of [SUBJECT, MESSAGE, ...NAMES]) expect(got.said).not.toContain(secret);
  expect(await stage.told(letter, reader)).toEqual({ reason: code, mailed: [sender.session.email] });
}

/** The manifest was right, a file is not: nothing stays of it, not even a part; and the sender is told. */
export async function expectFileRefused(
  stage: Stage,
  { sender, reader, letter, code, reason = 'damaged' }: Refused & { readonly reason?: string },
  name: string,
): Promise<void> {
  const got = await stage.receive(reader, stage.linkOf(letter, reader), ['--file', name]);
  expect([got.exitCode, got.last]).toEqual([4, expect.stringContaining(`umschlag: ${code}: `)]);
  expect(got.arrived).toEqual({});
  expect(await stage.told(letter, reader)).toEqual({ reason, mailed: [sender.session.email] });
}

/** That the stage itself is sound: what nobody altered arrives. */
export async function expectArrives(stage: Stage, letter: SentLetter, reader: Somebody): Promise<void> {
  const got = await stage.receive(reader, stage.linkOf(letter, reader));
  expect([got.exitCode, Object.keys(got.arrived).sort()]).toEqual([0, [...NAMES].sort()]);
  expect(got.said).toContain(SUBJECT);
}
