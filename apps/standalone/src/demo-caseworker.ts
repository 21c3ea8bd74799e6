import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseConfig } from '@umschlag/config';
import { createCaseworker, openPlatform } from '@umschlag/core';
import { writeDurably } from './data-folder.ts';

const EMAIL = 'demo@example.org';

/** Who can sign in at once on a fresh installation. */
export interface DemoCaseworker {
  readonly email: string;
  readonly password: string;
}

/**
 * Creates one demo caseworker on the first start of a data folder, with a random password that is kept in a file of
 * that folder (readable by its owner only), so that each start can name it.
 * @returns `undefined` where the platform has accounts of its own already
 */
export async function ensureDemoCaseworker(
  root: string,
  env: Record<string, string>,
): Promise<DemoCaseworker | undefined> {
  const file = join(root, 'demo-caseworker.json');
  const kept = await readFile(file, 'utf8').catch(() => undefined);
  if (kept !== undefined) return JSON.parse(kept) as DemoCaseworker;
  const platform = await openPlatform(parseConfig(env), 'enqueue', () => {});
  try {
    const anybody = await platform.database.db.selectFrom('accounts').select('id').executeTakeFirst();
    if (anybody) return undefined;
    const demo = { email: EMAIL, password: randomBytes(9).toString('base64url') };
    // The file first: an account whose password nobody knows would be worse than a file without an account.
    await writeDurably(file, `${JSON.stringify(demo, null, 2)}\n`);
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
