import { createHmac, timingSafeEqual } from 'node:crypto';
import { ConfigError } from '@umschlag/config';
import type { Deps } from './deps.ts';
import type { PlatformKeys } from './platform-keys.ts';

/** Says nothing about the master key (256 random bits), but another key gives another tag. */
function tagOf(keys: PlatformKeys): Buffer {
  return createHmac('sha256', keys.of('master-key-check')).update('umschlag/v1/master-key').digest();
}

/**
 * Whether the master key is the one that the database was set up with. At the first start there is none yet: then this
 * one is it from now on. Under a wrong key everything would seem to work, and nothing that is stored would open.
 * @throws ConfigError naming MASTER_KEY
 */
export async function requireMasterKey({ database, keys, clock }: Pick<Deps, 'database' | 'keys' | 'clock'>) {
  const tag = tagOf(keys);
  const known = await database.transaction(async (tx) => {
    const row = await tx.selectFrom('master_key_check').select('tag').executeTakeFirst();
    if (row) return row.tag;
    // Of several processes at their first start one writes, and all read the same.
    await tx
      .insertInto('master_key_check')
      .values({ tag, created_at: clock.now() })
      .onConflict((rival) => rival.column('only_row').doNothing())
      .execute();
    return (await tx.selectFrom('master_key_check').select('tag').executeTakeFirstOrThrow()).tag;
  });
  if (!timingSafeEqual(known, tag)) {
    throw new ConfigError(
      'MASTER_KEY',
      'is not the key that this database was set up with, and nothing in it opens under another: put that key back ' +
        '(with npm start it is in the file master-key of the data folder), or name a new, empty database.',
    );
  }
}
