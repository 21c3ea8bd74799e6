import { readFile } from 'node:fs/promises';
import { openDatabase, type Tx } from '@umschlag/db';
import type { Standalone } from './standalone.ts';

/** Changes rows of the stand-alone as an operator would in its database. */
export async function changeRows(stack: Standalone, change: (tx: Tx) => Promise<unknown>): Promise<void> {
  const database = openDatabase({ url: await databaseUrl(stack), applicationName: 'umschlag-journey' });
  try {
    await database.transaction(change);
  } finally {
    await database.close();
  }
}

/** The embedded database is told to the API only: it stands in that process' environment (Linux). */
async function databaseUrl(stack: Standalone): Promise<string> {
  const environment = await readFile(`/proc/${await stack.apiPid()}/environ`, 'utf8');
  const setting = environment.split('\0').find((one) => one.startsWith('DATABASE_URL='));
  if (setting === undefined) throw new Error('The API was told no database.');
  return setting.slice('DATABASE_URL='.length);
}
