import type { Kysely, Transaction } from 'kysely';
import type { Schema } from './schema.ts';

/**
 * For reading. Writes do not compile on it; `with` is left out as it leads back to them. `getExecutor` lets
 * `` sql`…`.execute(db) `` read; that such a text only reads is up to its author.
 */
export type Db = Pick<Kysely<Schema>, 'selectFrom' | 'selectNoFrom' | 'fn' | 'dynamic' | 'getExecutor'>;

declare const brand: unique symbol;

/** An open transaction, the only thing that writes. Made by `Database.transaction` alone; it can be read from too. */
export type Tx = Transaction<Schema> & { readonly [brand]: 'Tx' };
