import { rm } from 'node:fs/promises';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { startTestApi, type TestApi } from '@umschlag/api/testing';
import { type Deps, releaseStaleClaims } from '@umschlag/core';
import { type Database, migrate, openDatabase } from '@umschlag/db';
import { type EmbeddedPostgres, startEmbeddedPostgres } from '@umschlag/db/embedded';
import { MIGRATIONS_FOLDER, makeReachableFolder } from '@umschlag/db/testing';
import { MINUTE_MS } from '@umschlag/std';
import { octetsOf, sentDelivery } from './transfer/delivery.ts';
import { heldDownload, rawRequest, until } from './transfer/raw-request.ts';

let api: TestApi;
let dataDir: string;
let server: EmbeddedPostgres;
let database: Database;
/** Called once, after the next transaction. */
let afterTransaction: (() => Promise<void>) | undefined;

const start = async () => {
  server = await startEmbeddedPostgres({ dataDir, fsync: false });
};

/** The real database, which can be stopped between two transactions. */
function watched(deps: Deps): Deps {
  const transaction: Database['transaction'] = async (work) => {
    const result = await database.transaction(work);
    const act = afterTransaction;
    afterTransaction = undefined;
    await act?.();
    return result;
  };
  return { ...deps, database: { db: database.db, transaction } };
}

beforeAll(async () => {
  dataDir = await makeReachableFolder('umschlag-outage-');
  await start();
  await migrate(server.url, MIGRATIONS_FOLDER);
  database = openDatabase({ url: server.url, poolSize: 3 });
  api = await startTestApi({ wrap: watched });
});
afterAll(async () => {
  await api.close();
  await database.close();
  await server.stop();
  await rm(dataDir, { recursive: true });
});

const fetchOf = (recipientId: string) =>
  database.db.selectFrom('fetches').select('state').where('recipient_id', '=', recipientId).executeTakeFirst();

test('a database that goes away with the last octets on their way gives no claim back: what was delivered counts', async () => {
  const octets = octetsOf(2_000_000);
  const sent = await sentDelivery(api, [{ path: ['a'], octets }], { downloadLimit: 1 });
  const claim = () =>
    api.call('POST /api/v1/links/:token/claims', {
      params: { token: sent.tokens[0]! },
      body: { fileId: sent.fileIds[0]! },
    });
  const { path } = (await claim()).body;
  afterTransaction = () => server.stop();
  const answer = await rawRequest(`${api.url}${path}`);
  expect([answer.isComplete, answer.octets.equals(octets)]).toEqual([true, true]);
  expect((await claim()).status).toBe(503);
  await start();
  expect((await fetchOf(sent.recipientIds[0]!))?.state).toMatch(/claimed|delivered/);
  expect((await claim()).code).toBe('download_limit_reached');
  await until(async () => (await fetchOf(sent.recipientIds[0]!))?.state === 'delivered');
  api.clock.advanceMs(11 * MINUTE_MS);
  expect(await releaseStaleClaims(api.deps)).toBe(0);
  expect((await claim()).code).toBe('download_limit_reached');
});

test('a database that goes away while an archive is on its way neither cuts it nor forgets a file of it', async () => {
  const files = [24 * 1024 ** 2, 10].map((size, index) => ({ path: [`${index}`], octets: octetsOf(size) }));
  const sent = await sentDelivery(api, files);
  const held = await heldDownload(`${api.url}/api/v1/links/${sent.tokens[0]}/archive`);
  await server.stop();
  const answer = await held.rest();
  await start();
  expect([answer.isComplete, answer.octets.length > 24 * 1024 ** 2]).toEqual([true, true]);
  const fetched = async () =>
    (
      await database.db
        .selectFrom('fetches')
        .select('file_id')
        .where('recipient_id', '=', sent.recipientIds[0]!)
        .execute()
    ).map((row) => row.file_id);
  await until(async () => (await fetched()).length === 2);
  expect((await fetched()).sort()).toEqual([...sent.fileIds].sort());
});
