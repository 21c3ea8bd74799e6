import { stat } from 'node:fs/promises';
import type { TestPerson } from '@umschlag/api/testing';
import { accountMails } from '@umschlag/core';
import type { startPlatform } from './platform.ts';
import type { testFolder } from './test-folder.ts';

type Platform = Awaited<ReturnType<typeof startPlatform>>;
type Folder = Awaited<ReturnType<typeof testFolder>>;

export const PASSPHRASE = 'leuchtturm waffel gezeiten blumentopf';

export interface Answers {
  readonly passphrase?: string;
  readonly accessCode?: string;
}

/** Somebody at a terminal of their own: signs in by mailed code, and answers what the command asks. */
export async function atTerminal({ api, umschlag, env }: Platform, folder: Folder, person: TestPerson, token?: string) {
  const config = folder.in('config', person.email);
  const asked: string[] = [];
  const answer = async (question: string, { passphrase = PASSPHRASE, accessCode = '' }: Answers): Promise<string> => {
    asked.push(question);
    if (question.startsWith('Password')) return '';
    if (question.startsWith('Code that was mailed')) return mailedCode(api, person.email);
    if (question.startsWith('Access code')) return accessCode;
    if (question.startsWith('Are these the nine words')) return 'yes';
    if (/^(New passphrase|The same again|Passphrase)/.test(question)) return passphrase;
    throw new Error(`Unexpected question: ${question}`);
  };
  const own = { UMSCHLAG_CONFIG_DIR: config, UMSCHLAG_EMAIL: person.email, UMSCHLAG_TOKEN: token ?? '' };
  return {
    email: person.email,
    person,
    config,
    asked,
    env: { ...env, ...own },
    /** Runs the command as this person. */
    run: (args: readonly string[], answers: Answers & { env?: Record<string, string>; signal?: AbortSignal } = {}) =>
      umschlag(args, {
        ask: (question) => answer(question, answers),
        env: { ...own, ...answers.env },
        ...(answers.signal && { signal: answers.signal }),
      }),
    exists: (path: string) =>
      stat(path).then(
        () => true,
        () => false,
      ),
  };
}

async function mailedCode(api: Platform['api'], email: string): Promise<string> {
  const { db } = api.deps.database;
  const { id } = await db
    .selectFrom('sign_in_challenges')
    .select('id')
    .where('email', '=', email)
    .where('used_at', 'is', null)
    .orderBy('created_at', 'desc')
    .orderBy('expires_at', 'desc')
    .limit(1)
    .executeTakeFirstOrThrow();
  const mail = await accountMails['sign-in'].compose(api.deps, db, id);
  return /^\s*(\d{4}) ?(\d{4})\s*$/m.exec(mail!.text)!.slice(1).join('');
}
