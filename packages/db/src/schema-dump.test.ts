import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { dumpSchema } from './dump-schema.ts';
import { migrate } from './migrate.ts';
import { createEmptyDatabase, MIGRATIONS_FOLDER } from './testing/index.ts';

test('migrations/schema.txt is what the migrations make (else run packages/db/src/write-schema-dump.ts)', async () => {
  const url = await createEmptyDatabase();
  await migrate(url, MIGRATIONS_FOLDER);
  expect(await dumpSchema(url)).toBe(await readFile(join(MIGRATIONS_FOLDER, 'schema.txt'), 'utf8'));
});
