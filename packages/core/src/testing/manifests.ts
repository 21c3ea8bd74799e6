import { randomBytes } from 'node:crypto';
import type { Deps } from '../deps.ts';
import { testFingerprint } from './keys.ts';

/** Octets that begin as an encrypted OpenPGP message does: the server looks at no more of it. */
export function testMessage(sizeOctets = 500): Buffer {
  return Buffer.concat([Buffer.of(0xc1), randomBytes(sizeOctets - 1)]);
}

/**
 * Gives an account an active key, without the ceremony of its owner and without an entry in the log.
 * @returns its fingerprint
 */
export async function enrolTestKey(
  { database, clock }: Pick<Deps, 'database' | 'clock'>,
  accountId: string,
  fingerprint = testFingerprint(),
): Promise<string> {
  await database.transaction((tx) =>
    tx
      .insertInto('account_keys')
      .values({
        account_id: accountId,
        fingerprint,
        version: 4,
        public_key: Buffer.concat([Buffer.of(0xc6), randomBytes(99)]),
        state: 'active',
        address_salt: randomBytes(16),
        log_seq: randomBytes(6).readUIntBE(0, 6),
        created_at: clock.now(),
      })
      .execute(),
  );
  return fingerprint;
}
