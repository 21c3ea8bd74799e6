import { createHash } from 'node:crypto';
import type { SecretKey } from '@umschlag/keyring';
import type { Person } from '../end-to-end/client.ts';
import type { Stage } from './stage.ts';

const ownerOf = ({ session }: Person) => `account_id = '${session.accountId}'`;
const hex = (octets: Uint8Array) => Buffer.from(octets).toString('hex');

/**
 * Puts a key of the server's own in the place of a person's. The person's unlocks go: the database keeps none of a key
 * that is not there.
 */
export async function replaceKey(stage: Stage, person: Person, { public: key }: SecretKey): Promise<void> {
  await stage.sql(`DELETE FROM key_unlocks WHERE ${ownerOf(person)}`);
  await stage.sql(`UPDATE account_keys
    SET fingerprint = '${key.fingerprint}', public_key = '\\x${hex(key.openpgp.write())}' WHERE ${ownerOf(person)}`);
}

interface Entry {
  readonly seq: number;
  readonly fingerprint: string;
  readonly address: string;
  readonly previous: string;
}

/** As docs/FORMATS.md, "Key log", says it. */
function written({ seq, fingerprint, address, previous }: Entry): { entry: string; hash: string } {
  const time = new Date().toISOString();
  const entry = JSON.stringify({ version: 1, seq, time, event: 'added', fingerprint, address, previous });
  return { entry, hash: createHash('sha256').update(entry).digest('hex') };
}

async function entries(stage: Stage): Promise<{ seq: number; entry: string; hash: Buffer }[]> {
  return stage.api.deps.database.db.selectFrom('key_log').selectAll().orderBy('seq').execute();
}

async function placeOf(stage: Stage, person: Person): Promise<number> {
  const row = await stage.api.deps.database.db
    .selectFrom('account_keys')
    .select('log_seq')
    .where('account_id', '=', person.session.accountId)
    .executeTakeFirstOrThrow();
  return Number(row.log_seq);
}

/** Adds an entry that says that the key is the person's, and points the key's row to it. The chain holds. */
export async function addToLog(stage: Stage, person: Person, { public: key }: SecretKey): Promise<void> {
  const log = await entries(stage);
  const { address } = JSON.parse(log[(await placeOf(stage, person)) - 1]!.entry);
  const seq = log.length + 1;
  const { entry, hash } = written({ seq, fingerprint: key.fingerprint, address, previous: hex(log.at(-1)!.hash) });
  await stage.sql(`INSERT INTO key_log (seq, entry, hash) VALUES (${seq}, '${entry}', '\\x${hash}')`);
  await stage.sql(`UPDATE account_keys SET log_seq = ${seq} WHERE ${ownerOf(person)}`);
}

/**
 * Writes history anew, as if the key had been the person's from the beginning: their entry, and the hashes of all that
 * follow. It takes an owner of the database, who may switch off what keeps the log from changing.
 */
export async function rewriteLog(stage: Stage, person: Person, { public: key }: SecretKey): Promise<void> {
  const place = await placeOf(stage, person);
  const log = await entries(stage);
  let previous = place === 1 ? '0'.repeat(64) : hex(log[place - 2]!.hash);
  await stage.sql('ALTER TABLE key_log DISABLE TRIGGER key_log_append_only');
  for (const { seq, entry: before } of log.slice(place - 1)) {
    const fact = JSON.parse(before);
    const entry = JSON.stringify({ ...fact, previous, ...(seq === place && { fingerprint: key.fingerprint }) });
    previous = createHash('sha256').update(entry).digest('hex');
    await stage.sql(`UPDATE key_log SET entry = '${entry}', hash = '\\x${previous}' WHERE seq = ${seq}`);
  }
  await stage.sql('ALTER TABLE key_log ENABLE TRIGGER key_log_append_only');
}
