import { randomBytes } from 'node:crypto';
import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { type Config, ConfigError } from '@umschlag/config';
import { prepareDatabase } from '@umschlag/core';
import { writeDurably } from './data-folder.ts';

/** The master key of a data folder. */
export interface KeptMasterKey {
  readonly file: string;
  /** Base64. Whoever loses it loses all content. */
  readonly key: string;
  /** There was no file: made by this start, and good only for a database that is new as well. */
  readonly isNew: boolean;
}

/** Reads the master key of a data folder, or makes it. */
export async function keepMasterKey(root: string): Promise<KeptMasterKey> {
  const file = join(root, 'master-key');
  const kept = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  });
  if (kept !== undefined) return { file, key: kept.trim(), isNew: false };
  const key = randomBytes(32).toString('base64');
  // Before the database learns of it: a key that only the database knew would be lost.
  await writeDurably(file, `${key}\n`);
  return { file, key, isNew: true };
}

/**
 * Brings the database up to date and makes sure that it belongs to the master key. A key that was just made for a
 * database that has one already is taken away again, so that the place is free for the right one.
 * @throws ConfigError, one sentence that says what to do
 */
export async function prepareFor(config: Config, kept: KeptMasterKey | undefined): Promise<void> {
  try {
    await prepareDatabase(config);
  } catch (error) {
    if (!(error instanceof ConfigError && error.setting === 'MASTER_KEY' && kept?.isNew)) throw error;
    await rm(kept.file);
    throw new ConfigError(
      'MASTER_KEY',
      `the file ${kept.file} is missing, and nothing in the database opens without it: put it back from where you ` +
        'keep a copy, or begin anew with an empty data folder and database.',
    );
  }
}
