import type { Db, Tx } from '@umschlag/db';
import type { Clock } from '@umschlag/std';
import type { BlobStore } from '@umschlag/storage';
import type { PlatformKeys } from './platform-keys.ts';

/** What each queue's jobs carry: ids only, never a secret, so that the queue may be read. */
export interface JobPayloads {
  'mail.send': { readonly mailId: string };
  'deliveries.purge': { readonly deliveryId: string };
  'storage.delete-objects': { readonly reason: string };
}

export type QueueName = keyof JobPayloads;

/** Adds a job in the same transaction as the change that wants it. */
export interface JobQueue {
  enqueue<Q extends QueueName>(
    tx: Tx,
    queue: Q,
    data: JobPayloads[Q],
    options?: { startAfter?: Date },
  ): Promise<unknown>;
}

/** Reads go to `db`, writes through a transaction. */
export interface Transactor {
  readonly db: Db;
  transaction<T>(work: (tx: Tx) => Promise<T>): Promise<T>;
}

/** What every use case may ask for. Built once by each app. */
export interface Deps {
  readonly database: Transactor;
  readonly store: BlobStore;
  readonly jobs: JobQueue;
  readonly clock: Clock;
  readonly keys: PlatformKeys;
  /** Origin of the mailed links, without a trailing slash. */
  readonly publicUrl: string;
  readonly platformName: string;
  /** How many recipients one account may mail in a day. */
  readonly noticesPerDay: number;
}
