import { createTestDatabase, type TestDatabase } from '@umschlag/db/testing';
import { TestClock } from '@umschlag/std';
import type { BlobStore } from '@umschlag/storage';
import type { Deps } from '../deps.ts';
import { PlatformKeys } from '../platform-keys.ts';
import { RecordedJobs } from './recorded-jobs.ts';

export interface TestDeps extends Deps {
  readonly clock: TestClock;
  readonly jobs: RecordedJobs;
  readonly testDatabase: TestDatabase;
  close(): Promise<void>;
}

/** A store that must not be asked: for tests of features without files. */
const noStore = new Proxy({} as BlobStore, {
  get: (_, property) => {
    throw new Error(`This test has no store, but ${String(property)} was asked for.`);
  },
});

/** Dependencies with a database of their own, a clock that stands still and a queue that only takes notes. */
export async function createTestDeps(given: { store?: BlobStore; publicUrl?: string } = {}): Promise<TestDeps> {
  const testDatabase = await createTestDatabase();
  return {
    database: testDatabase.database,
    store: given.store ?? noStore,
    jobs: new RecordedJobs(),
    clock: new TestClock('2026-11-02T09:00:00Z'),
    keys: new PlatformKeys(new Uint8Array(32).fill(7)),
    publicUrl: given.publicUrl ?? 'http://127.0.0.1:8080',
    platformName: 'Umschlag',
    noticesPerDay: 500,
    testDatabase,
    close: () => testDatabase.close(),
  };
}
