import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

export interface Migration {
  /** File name without `.sql`. */
  readonly name: string;
  readonly sql: string;
  /** Of the file's text with LF line ends, so that a checkout on Windows has the same. */
  readonly sha256: Buffer;
}

const FILE_NAME = /^\d{4}_[a-z0-9_]+\.sql$/;

/**
 * The migrations of a folder in order.
 * @throws Error when two share a number or a `.sql` file's name does not tell its place.
 */
export async function readMigrations(folder: string): Promise<Migration[]> {
  const files = (await readdir(folder)).filter((file) => file.endsWith('.sql')).sort();
  for (const [index, file] of files.entries()) {
    if (!FILE_NAME.test(file)) throw new Error(`The migration ${file} is not named NNNN_name.sql.`);
    if (files[index - 1]?.slice(0, 4) === file.slice(0, 4))
      throw new Error(`Two migrations are number ${file.slice(0, 4)}.`);
  }
  return Promise.all(files.map((file) => readMigration(folder, file)));
}

async function readMigration(folder: string, file: string): Promise<Migration> {
  const sql = (await readFile(join(folder, file), 'utf8')).replaceAll('\r\n', '\n');
  return { name: file.slice(0, -'.sql'.length), sql, sha256: createHash('sha256').update(sql).digest() };
}

/** One SHA-256 (hex) over all migrations: equal means the same schema. */
export function migrationsDigest(migrations: readonly Migration[]): string {
  const hash = createHash('sha256');
  for (const { name, sha256 } of migrations) hash.update(`${name}\0`).update(sha256);
  return hash.digest('hex');
}
