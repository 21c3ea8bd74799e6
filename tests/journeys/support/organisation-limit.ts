import { readFile } from 'node:fs/promises';
import { openDatabase } from '@umschlag/db';
import type { Standalone } from './standalone.ts';

/**
 * Sets the largest file that any organisation of the stand-alone may send, as an operator would in its database.
 * @param maxFileBytes `null` for the platform's own limit
 */
export async function limitFileSize(stack: Standalone, maxFileBytes: number | null): Promise<void> {
  const database = openDatabase({ url: await databaseUrl(stack), applicationName: 'umschlag-journey' });
  try {
    await database.transaction((tx) => tx.updateTable('organisations').set({ max_file_bytes: maxFileBytes }).execute());
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
