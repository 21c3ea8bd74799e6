// Writes migrations/schema.txt anew: run it after each new migration and commit both.
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { dumpSchema } from './dump-schema.ts';
import { migrate } from './migrate.ts';
import { startTestCluster } from './testing/test-cluster.ts';
import { MIGRATIONS_FOLDER } from './testing/test-database.ts';

const cluster = await startTestCluster();
try {
  await migrate(cluster.url, MIGRATIONS_FOLDER);
  await writeFile(join(MIGRATIONS_FOLDER, 'schema.txt'), await dumpSchema(cluster.url));
} finally {
  await cluster.throwAway();
}
