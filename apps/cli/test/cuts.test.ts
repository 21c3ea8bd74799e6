import { appendFile, readFile, stat, writeFile } from 'node:fs/promises';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { startCuttingProxy } from '../src/testing/cutting-proxy.ts';
import { restart, startPlatform } from '../src/testing/platform.ts';
import { hashesBelow, noise, sha256Of, testFolder } from '../src/testing/test-folder.ts';

type Platform = Awaited<ReturnType<typeof startPlatform>>;
let platform: Platform;

beforeEach(async () => {
  platform = await startPlatform();
});
afterEach(() => platform[Symbol.asyncDispose]());

const MIB = 1024 * 1024;
const TO = ['--to', 'citizen@example.org', '--level', '1', '--json'];

test('a server that is stopped in mid-upload and started again gets the whole file', async () => {
  await using folder = await testFolder();
  const file = await folder.write('case.bin', noise(56 * MIB));
  const isNoticed = Promise.withResolvers<void>();
  const sending = platform.umschlag(['send', file, ...TO], {
    onNote: (line) => {
      if (line.includes('Trying again')) isNoticed.resolve();
    },
  });
  await someParts(platform, 1);
  const again = await restart(platform.api, () => isNoticed.promise);
  const sent = await sending;
  expect(sent.noted.join('\n')).toContain('Trying again');
  expect(sent.exitCode).toBe(0);
  const link = JSON.parse(sent.printed.join('')).links[0].link;
  expect((await platform.umschlag(['receive', link, '--to', folder.in('got')])).exitCode).toBe(0);
  expect(await sha256Of(folder.in('got/case.bin'))).toBe(await sha256Of(file));
  await again.close();
});

test('a file that changes while it is sent is sent anew, and arrives as it was at the end', async () => {
  await using folder = await testFolder();
  const file = await folder.write('log.bin', noise(40 * MIB));
  const next = await folder.write('next.txt', 'next');
  const sending = platform.umschlag(['send', file, next, ...TO]);
  await someParts(platform, 1);
  await appendFile(file, 'one more line');
  const sent = await sending;
  expect(sent.exitCode).toBe(0);
  expect(sent.noted.join('\n')).toContain('changed while it was sent');
  const { delivery, links } = JSON.parse(sent.printed.join(''));
  // It stays in the place in which it was given.
  expect(delivery.files).toMatchObject([
    { sizeBytes: 40 * MIB + 13, state: 'stored', path: ['log.bin'] },
    { sizeBytes: 4, state: 'stored', path: ['next.txt'] },
  ]);
  await platform.umschlag(['receive', links[0].link, '--to', folder.in('got')]);
  expect(await sha256Of(folder.in('got/log.bin'))).toBe(await sha256Of(file));
});

test('after Ctrl-C nothing was sent and no draft is left', async () => {
  await using folder = await testFolder();
  const file = await folder.write('case.bin', noise(40 * MIB));
  const stop = new AbortController();
  const sending = platform.umschlag(['send', file, ...TO], { signal: stop.signal });
  await someParts(platform, 1);
  stop.abort();
  const sent = await sending;
  expect(sent.exitCode).toBe(3);
  expect(sent.noted.join('\n')).toContain('the draft was deleted');
  expect(JSON.parse((await platform.umschlag(['status', '--json'])).printed[0]!)).toEqual([]);
});

test('a download that is cut goes on where it stopped', async () => {
  await using folder = await testFolder();
  const link = await sendOne(folder, noise(20 * MIB));
  await using proxy = await startCuttingProxy(platform.api.url, { afterOctets: 6 * MIB, times: 3 });
  const got = await platform.umschlag(['receive', proxy.through(link), '--to', folder.in('got')]);
  expect(got.exitCode).toBe(0);
  expect(await sha256Of(folder.in('got/case.bin'))).toBe(await sha256Of(folder.in('case.bin')));
  expect(proxy.ranges).toHaveLength(4);
  expect(proxy.ranges[0]).toBeUndefined();
  for (const range of proxy.ranges.slice(1)) expect(range).toMatch(/^bytes=[1-9]\d*-$/);
});

test('a download of limited number that is cut counts once', async () => {
  await using folder = await testFolder();
  const link = await sendOne(folder, noise(20 * MIB), ['--limit', '1']);
  await using proxy = await startCuttingProxy(platform.api.url, { afterOctets: 6 * MIB, times: 2 });
  const got = await platform.umschlag(['receive', proxy.through(link), '--to', folder.in('got')]);
  expect(got.exitCode).toBe(0);
  expect(await sha256Of(folder.in('got/case.bin'))).toBe(await sha256Of(folder.in('case.bin')));
});

test('an interrupted download goes on when called again, from another folder too', async () => {
  await using folder = await testFolder();
  const link = await sendOne(folder, noise(20 * MIB));
  const stop = new AbortController();
  await using proxy = await startCuttingProxy(platform.api.url, {
    afterOctets: 6 * MIB,
    times: 1,
    onCut: () => stop.abort(),
  });
  const args = ['receive', proxy.through(link), '--to', folder.in('got')];
  const first = await platform.umschlag(args, { signal: stop.signal });
  expect(first.exitCode).toBe(3);
  const { size } = await stat(folder.in('got/case.bin.part'));
  expect(size).toBeGreaterThan(0);
  const second = await platform.umschlag(args);
  expect(second.exitCode).toBe(0);
  expect(proxy.ranges.at(-1)).toBe(`bytes=${size}-`);
  expect(Object.keys(await hashesBelow(folder.in('got')))).toEqual(['case.bin']);
  expect(await sha256Of(folder.in('got/case.bin'))).toBe(await sha256Of(folder.in('case.bin')));
});

test('a part of another delivery with the same name is not taken for the own', async () => {
  await using folder = await testFolder();
  const link = await sendOne(folder, noise(MIB));
  await folder.write('got/case.bin.part', 'foreign');
  await platform.umschlag(['receive', link, '--to', folder.in('got')]);
  expect(await readFile(folder.in('got/case.bin.part'), 'utf8')).toBe('foreign');
  expect(await sha256Of(folder.in('got/case.bin'))).toBe(await sha256Of(folder.in('case.bin')));
});

test('bytes behind the last checkpoint are not trusted after a power cut', async () => {
  await using folder = await testFolder();
  const link = await sendOne(folder, noise(MIB));
  const { delivery } = (await platform.api.request('GET', `/api/v1/links/${link.split('/').at(-1)}`)).body;
  await folder.write('got/case.bin.part', new Uint8Array(MIB));
  const fileId = delivery.files[0].id;
  const entry = { path: 'case.bin.part', etag: `"${fileId}-${MIB.toString(36)}"`, safeBytes: 0, isDone: false };
  await writeFile(folder.in('got', `.umschlag-${delivery.id}.json`), JSON.stringify({ [fileId]: entry }));
  await platform.umschlag(['receive', link, '--to', folder.in('got')]);
  expect(await hashesBelow(folder.in('got'))).toEqual({ 'case.bin': await sha256Of(folder.in('case.bin')) });
});

async function sendOne(
  folder: Awaited<ReturnType<typeof testFolder>>,
  content: Uint8Array,
  more: string[] = [],
): Promise<string> {
  const sent = await platform.umschlag(['send', await folder.write('case.bin', content), ...TO, ...more]);
  return JSON.parse(sent.printed.join('')).links[0].link;
}

/** Waits until the server has acknowledged so many parts. */
async function someParts({ api }: Platform, count: number): Promise<void> {
  for (;;) {
    const parts = await api.deps.database.db.selectFrom('upload_parts').select('number').execute();
    if (parts.length >= count) return;
  }
}
