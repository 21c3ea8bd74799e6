import type { Deps } from '@umschlag/core';
import { SECOND_MS } from '@umschlag/std';

/** The storage is asked no more often than this, as asking it writes and anybody may ask us. */
const STORE_EVERY_MS = 5 * SECOND_MS;

/** Asks the database and the storage for an answer; the returned check throws what they throw. */
export function createHealthCheck({ database, store, clock }: Pick<Deps, 'database' | 'store' | 'clock'>) {
  let storeFine = -Infinity;
  let asking: Promise<void> | undefined;
  async function askStore(): Promise<void> {
    if (clock.now().getTime() - storeFine < STORE_EVERY_MS) return;
    asking ??= store.check().finally(() => {
      asking = undefined;
    });
    await asking;
    storeFine = clock.now().getTime();
  }
  return async (): Promise<void> => {
    await database.db.selectNoFrom((expression) => expression.lit(1).as('one')).executeTakeFirstOrThrow();
    await askStore();
  };
}
