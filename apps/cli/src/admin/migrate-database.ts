import { fileURLToPath } from 'node:url';
import { migrate } from '@umschlag/db';
import type { Terminal } from '../terminal/index.ts';
import { onServer, serverConfiguration } from './server-configuration.ts';

const MIGRATIONS = fileURLToPath(new URL('../../../../migrations', import.meta.url));

/** Brings the server's database to the newest schema. @throws CommandError */
export async function migrateDatabase(terminal: Terminal): Promise<void> {
  const { databaseUrl } = serverConfiguration(terminal);
  const applied = await onServer(() => migrate(databaseUrl, MIGRATIONS));
  for (const name of applied) terminal.print(name);
  terminal.note(applied.length === 0 ? 'The database is up to date.' : `${applied.length} migrations applied.`);
}
