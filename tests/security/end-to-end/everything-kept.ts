import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { TestApi } from '@umschlag/api/testing';

/** Every row of every table, the queue's included: octets as they are, the rest as JSON. */
export async function everyRow(api: TestApi): Promise<Buffer> {
  // Names that the typed schema does not know.
  const db = api.deps.database.db as unknown as {
    selectFrom(table: string): { selectAll(): { execute(): Promise<Record<string, unknown>[]> } };
  };
  const tables = await db.selectFrom('information_schema.tables').selectAll().execute();
  const pieces: Buffer[] = [];
  for (const { table_schema: schema, table_name: name, table_type: type } of tables) {
    if (type !== 'BASE TABLE' || schema === 'pg_catalog' || schema === 'information_schema') continue;
    for (const row of await db.selectFrom(`${schema}.${name}`).selectAll().execute()) {
      for (const value of Object.values(row)) {
        pieces.push(Buffer.isBuffer(value) ? value : Buffer.from(JSON.stringify(value) ?? ''), Buffer.from('\n'));
      }
    }
  }
  return Buffer.concat(pieces);
}

/** The content and the names of all files below a folder. */
export async function everyFile(root: string): Promise<Buffer> {
  const pieces: Buffer[] = [];
  for (const entry of await readdir(root, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name);
    pieces.push(Buffer.from(`${path}\n`));
    if (entry.isFile()) pieces.push(await readFile(path));
  }
  return Buffer.concat(pieces);
}
