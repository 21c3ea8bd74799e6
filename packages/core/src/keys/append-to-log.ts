import type { Tx } from '@umschlag/db';
import { sql } from 'kysely';
import { addressCommitment, hashEntry, type LogFact, NO_ENTRY, writeEntry } from './log-entry.ts';

/** Any number that nothing else in the database locks. */
const LOG_LOCK = 7_256_310_443;

interface KeyEvent extends Pick<LogFact, 'time' | 'event' | 'fingerprint'> {
  readonly addressSalt: Uint8Array;
  readonly emailKey: string;
}

/**
 * Adds an entry to the key log, in the transaction that changes the key. Others who add wait until it ends, so it is
 * the last thing to lock; a rollback leaves no gap.
 * @returns its place, from 1
 */
export async function appendToLog(tx: Tx, { addressSalt, emailKey, ...fact }: KeyEvent): Promise<number> {
  await sql`SELECT pg_advisory_xact_lock(${LOG_LOCK})`.execute(tx);
  // A statement of its own: only one that begins with the lock held sees what the one before has committed.
  const last = await tx
    .selectFrom('key_log')
    .select(['seq', 'hash'])
    .orderBy('seq', 'desc')
    .limit(1)
    .executeTakeFirst();
  const seq = (last?.seq ?? 0) + 1;
  const address = addressCommitment(addressSalt, emailKey);
  const entry = writeEntry({ ...fact, seq, address, previous: last?.hash ?? NO_ENTRY });
  await tx
    .insertInto('key_log')
    .values({ seq, entry, hash: hashEntry(entry) })
    .execute();
  return seq;
}
