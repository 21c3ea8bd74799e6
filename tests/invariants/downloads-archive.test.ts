import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { startTestApi, type TestApi } from '@umschlag/api/testing';
import { recallDelivery } from '@umschlag/core';
import { newDraft, newSender, octetsOf, type SentDelivery, sentDelivery } from './transfer/delivery.ts';
import { droppedAfter, heldDownload, nextAnswerEnd, rawRequest, until } from './transfer/raw-request.ts';
import { declare } from './transfer/upload-file.ts';
import { openWatchedStore, type WatchedStore } from './transfer/watched-store.ts';

const run = promisify(execFile);
const READ_ZIP = fileURLToPath(new URL('./transfer/read-zip.py', import.meta.url));
const MIB = 1024 ** 2;
let api: TestApi;
let watched: WatchedStore;
beforeAll(async () => {
  watched = await openWatchedStore();
  api = await startTestApi({ store: watched.store });
});
afterAll(async () => {
  await api.close();
  await watched.close();
});

const urlOf = (sent: SentDelivery) => `${api.url}/api/v1/links/${sent.tokens[0]}/archive`;
const fetchedFiles = async (sent: SentDelivery) =>
  (
    await api.deps.database.db
      .selectFrom('fetches')
      .select('file_id')
      .where('recipient_id', '=', sent.recipientIds[0]!)
      .execute()
  ).map((row) => row.file_id);

async function readBack(octets: Uint8Array) {
  const folder = await mkdtemp(join(tmpdir(), 'umschlag-zip-'));
  await writeFile(join(folder, 'a.zip'), octets);
  try {
    await run('unzip', ['-tqq', join(folder, 'a.zip')]);
    return JSON.parse((await run('python3', [READ_ZIP, join(folder, 'a.zip')])).stdout);
  } finally {
    await rm(folder, { recursive: true });
  }
}

describe('the archive of a delivery', () => {
  test('opens in unzip and Python: folders, umlauts, empty files, equal names, one date', async () => {
    const files = [
      { path: ['Anlagen', 'Größe.pdf'], octets: octetsOf(700_000, 1) },
      { path: ['Anlagen', 'Größe.pdf'], octets: octetsOf(5, 2) },
      { path: ['leer.txt'], octets: octetsOf(0) },
      { path: ['🚧.bin'], octets: octetsOf(300_000, 3) },
    ];
    const sent = await sentDelivery(api, files);
    const answer = await rawRequest(urlOf(sent));
    expect([answer.status, answer.headers['content-type'], answer.isComplete]).toEqual([200, 'application/zip', true]);
    const { bad, members } = await readBack(answer.octets);
    expect(bad).toBeNull();
    const names = ['Anlagen/Größe.pdf', 'Anlagen/Größe (2).pdf', 'leer.txt', '🚧.bin'];
    const { date } = members[0];
    expect(date[0]).toBe(api.clock.now().getFullYear());
    expect(members).toEqual(
      files.map(({ octets }, index) => ({
        name: names[index],
        size: octets.length,
        sha256: createHash('sha256').update(octets).digest('hex'),
        utf8: expect.any(Boolean),
        stored: true,
        date,
      })),
    );
    expect(members[0].utf8).toBe(true);
    await until(async () => (await fetchedFiles(sent)).length === 4);
  });

  test('opens on Windows too: no name in it is one that Explorer refuses, and no two are one there', async () => {
    const names = ['Frist: morgen?.pdf', 'Frist_ morgen_.pdf', 'a*b.txt', 'A"B.txt', 'con.txt'];
    const files = [...names.map((name) => [name]), ['a<b.txt', 'x']].map((path) => ({ path, octets: octetsOf(9) }));
    const { bad, members } = await readBack((await rawRequest(urlOf(await sentDelivery(api, files)))).octets);
    expect(bad).toBeNull();
    expect(members.map(({ name }: { name: string }) => name)).toEqual([
      'Frist_ morgen_ (2).pdf',
      'Frist_ morgen_.pdf',
      'a_b (2).txt',
      'A_B (3).txt',
      '_con.txt',
      'a_b.txt/x',
    ]);
  });

  test('can always be unpacked: a file beside a folder of its name is refused when it is declared', async () => {
    const sender = await newSender(api);
    const draft = await newDraft(api, sender);
    const begin = (...path: string[]) => declare(api, sender, draft, { path, octets: octetsOf(5) });
    await begin('a');
    await begin('b', 'c');
    await expect(begin('A', 'x.txt')).rejects.toThrow('422 file_name_invalid');
    await expect(begin('b')).rejects.toThrow('422 file_name_invalid');
    await begin('b', 'd');
  });

  test('HEAD counts nothing, nor does a file whose octets may not have reached the connection when it dropped', async () => {
    const sent = await sentDelivery(api, [
      { path: ['a'], octets: octetsOf(10) },
      { path: ['b'], octets: octetsOf(24 * MIB) },
    ]);
    expect((await rawRequest(urlOf(sent), {}, 'HEAD')).status).toBe(200);
    const { promise: isDropped, resolve: dropped } = Promise.withResolvers<void>();
    let opened = 0;
    watched.onRead = async () => {
      opened += 1;
      if (opened > 1) await isDropped;
    };
    // The whole of `a` has been written, and the storage is slow to give `b`.
    const ended = nextAnswerEnd(api.app.server);
    const held = await heldDownload(urlOf(sent));
    await until(async () => opened > 1);
    held.drop();
    await ended;
    watched.onRead = async () => {};
    dropped();
    await until(async () => watched.reading() === 0);
    // What is recorded now is recorded after what the archive would have.
    await rawRequest(`${api.url}/api/v1/links/${sent.tokens[0]}/files/${sent.fileIds[1]}`);
    await until(async () => (await fetchedFiles(sent)).length > 0);
    expect(await fetchedFiles(sent)).toEqual([sent.fileIds[1]]);
  });

  test('dropped in the middle, it counts the files before, and not the one that it was at', async () => {
    const sent = await sentDelivery(api, [
      { path: ['a'], octets: octetsOf(10) },
      { path: ['b'], octets: octetsOf(24 * MIB) },
    ]);
    expect(await droppedAfter(urlOf(sent), 4 * MIB)).toBeLessThan(24 * MIB);
    await until(async () => (await fetchedFiles(sent)).length > 0);
    expect(await fetchedFiles(sent)).toEqual([sent.fileIds[0]]);
  });

  test('a storage that fails in the middle cuts the connection: the archive never looks whole', async () => {
    const sent = await sentDelivery(api, [
      { path: ['a'], octets: octetsOf(4 * MIB) },
      { path: ['b'], octets: octetsOf(4 * MIB) },
    ]);
    let pieces = 0;
    watched.onRead = async () => {
      pieces += 1;
      if (pieces > 3) throw new Error('the disk has gone');
    };
    const answer = await rawRequest(urlOf(sent));
    watched.onRead = async () => {};
    expect([answer.status, answer.isComplete]).toEqual([200, false]);
    expect(watched.reading()).toBe(0);
  });

  test('a recall stops it', async () => {
    const sent = await sentDelivery(api, [{ path: ['a'], octets: octetsOf(24 * MIB) }]);
    const held = await heldDownload(urlOf(sent));
    await recallDelivery(api.deps, sent.sender.accountId, sent.id);
    await until(async () => watched.reading() === 0);
    expect((await held.rest()).isComplete).toBe(false);
    expect(await fetchedFiles(sent)).toEqual([]);
  });
});
