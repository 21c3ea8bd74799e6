import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { isOnThisMachine, parseConfig } from '@umschlag/config';
import { createCaseworker, openPlatform } from '@umschlag/core';
import { writeDurably } from './data-folder.ts';

const EMAIL = 'demo@example.org';

/** Who can sign in at once on a fresh installation. */
interface DemoCaseworker {
  readonly email: string;
  readonly password: string;
}

const NONE_FOR_OTHERS = `\
Demo sign-in    none: PUBLIC_URL is not an address of this machine, so there is no demo account. Run a database of your
                own (DATABASE_URL) and make accounts with: npm run umschlag -- admin create-caseworker --help`;

const LEFT_FROM_BEFORE = `\
Warning         ${EMAIL} from when PUBLIC_URL was an address of this machine can still sign in. Whoever has seen
                the output of that time knows how: sign in with it and change its password.`;

/**
 * The demo caseworker, for whoever tries the platform out on their own machine. Where others can reach it, an account
 * whose password is printed at each start must not come into being, nor be named.
 * @param publicUrl see Config
 * @returns what to print
 */
export async function offerDemoCaseworker(
  root: string,
  env: Record<string, string>,
  publicUrl: string,
): Promise<string | undefined> {
  if (!isOnThisMachine(publicUrl)) return (await keptDemo(root)) ? LEFT_FROM_BEFORE : NONE_FOR_OTHERS;
  const demo = await ensureDemoCaseworker(root, env);
  return demo && `Demo sign-in    ${demo.email}  password ${demo.password}`;
}

const fileIn = (root: string) => join(root, 'demo-caseworker.json');

async function keptDemo(root: string): Promise<DemoCaseworker | undefined> {
  const kept = await readFile(fileIn(root), 'utf8').catch(() => undefined);
  return kept === undefined ? undefined : (JSON.parse(kept) as DemoCaseworker);
}

/**
 * Creates one demo caseworker on the first start of a data folder, with a random password that is kept in a file of
 * that folder (readable by its owner only), so that each start can name it.
 * @returns `undefined` where the platform has accounts of its own already
 */
async function ensureDemoCaseworker(root: string, env: Record<string, string>): Promise<DemoCaseworker | undefined> {
  const kept = await keptDemo(root);
  if (kept) return kept;
  const platform = await openPlatform(parseConfig(env), 'enqueue', () => {});
  try {
    const anybody = await platform.database.db.selectFrom('accounts').select('id').executeTakeFirst();
    if (anybody) return undefined;
    const demo = { email: EMAIL, password: randomBytes(9).toString('base64url') };
    // The file first: an account whose password nobody knows would be worse than a file without an account.
    await writeDurably(fileIn(root), `${JSON.stringify(demo, null, 2)}\n`);
    await createCaseworker(platform, {
      email: demo.email,
      password: demo.password,
      displayName: 'Dana Muster',
      organisationName: 'Landkreis Musterland',
      role: 'administrator',
    });
    return demo;
  } finally {
    await platform.close();
  }
}
