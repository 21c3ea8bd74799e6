import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { ConfigError } from '@umschlag/config';
import { createEmptyDatabase } from '@umschlag/db/testing';
import { prepareDatabase } from './index.ts';
import { requireMasterKey } from './master-key-check.ts';
import { PlatformKeys } from './platform-keys.ts';
import { createTestDeps, type TestDeps } from './testing/index.ts';

let deps: TestDeps;
beforeAll(async () => {
  deps = await createTestDeps();
});
afterAll(() => deps.close());

const keyOf = (octet: number) => new Uint8Array(32).fill(octet);
const start = (octet: number) => requireMasterKey({ ...deps, keys: new PlatformKeys(keyOf(octet)) });

test('of several processes at the first start all agree on one key, and any other stops the start', async () => {
  await Promise.all([1, 1, 1, 1].map(start));
  await start(1);
  await expect(start(2)).rejects.toThrow(ConfigError);
  const rows = await deps.database.db.selectFrom('master_key_check').selectAll().execute();
  expect(rows).toHaveLength(1);
  expect(rows[0]!.tag.equals(keyOf(1))).toBe(false);
});

test('a database that was set up with another master key stops the start with one sentence that says what to do', async () => {
  const databaseUrl = await createEmptyDatabase();
  await prepareDatabase({ databaseUrl, masterKey: keyOf(3) });
  await prepareDatabase({ databaseUrl, masterKey: keyOf(3) });
  const refused = prepareDatabase({ databaseUrl, masterKey: keyOf(4) });
  await expect(refused).rejects.toThrow(/^MASTER_KEY: [^.]*put that key back[^.]*\.$/);
  await expect(refused).rejects.toThrow(ConfigError);
});
