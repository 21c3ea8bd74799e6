import { execFileSync, spawn } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { once as nextOf } from 'node:events';
import { mkdtemp, readdir, rm, symlink, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { describeBlobStore } from '../src/conformance.ts';
import { createFileStore } from '../src/index.ts';

const folders: string[] = [];
async function newFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'umschlag-store-'));
  folders.push(folder);
  return folder;
}
afterAll(() => Promise.all(folders.map((folder) => rm(folder, { recursive: true, force: true }))));

describeBlobStore('the file store', async () => ({
  store: await createFileStore({ root: await newFolder() }),
  close: async () => {},
}));

const countHandles = async () => (await readdir('/proc/self/fd')).length;
async function* endless(piece: Uint8Array) {
  for (;;) yield piece;
}

describe('the file store', () => {
  test('kill -9 in the middle of an object leaves no part of it to be seen', async () => {
    const root = await newFolder();
    const writer = fileURLToPath(new URL('endless-writer.fixture.ts', import.meta.url));
    const child = spawn(process.execPath, [writer, root], { stdio: ['ignore', 'pipe', 'inherit'] });
    await nextOf(child.stdout, 'data');
    child.kill('SIGKILL');
    await nextOf(child, 'exit');
    const store = await createFileStore({ root });
    expect(await store.head('killed/object')).toBeUndefined();
    const listed = [];
    for await (const one of store.list()) listed.push(one);
    expect(listed).toEqual([]);
  });

  test('parts that were acknowledged are there after a restart', async () => {
    const root = await newFolder();
    const octets = randomBytes(300_000);
    const body = async function* (from: number, to: number) {
      yield octets.subarray(from, to);
    };
    const describePart = (number: number, offset: number, end: number) => ({
      number,
      offset,
      sizeBytes: end - offset,
      sha256: createHash('sha256').update(octets.subarray(offset, end)).digest(),
    });
    const before = await createFileStore({ root });
    const id = await before.createMultipart('a/b', { totalSizeBytes: octets.length });
    const first = await before.putPart('a/b', id, describePart(1, 0, 100_000), body(0, 100_000));
    const after = await createFileStore({ root });
    const second = await after.putPart('a/b', id, describePart(2, 100_000, 300_000), body(100_000, 300_000));
    await after.completeMultipart('a/b', id, [
      { number: 1, etag: first.etag, sizeBytes: 100_000 },
      { number: 2, etag: second.etag, sizeBytes: 200_000 },
    ]);
    const pieces = [];
    for await (const piece of (await after.get('a/b')).body) pieces.push(piece);
    expect(Buffer.concat(pieces).equals(octets)).toBe(true);
  });

  test('a reader that stops early, and a body that nobody reads, leave no file open', async () => {
    const store = await createFileStore({ root: await newFolder() });
    const octets = randomBytes(2_000_000);
    await store.put('x', [octets].values() as never, { sizeBytes: octets.length });
    const before = await countHandles();
    for (let n = 0; n < 20; n++) {
      await store.get('x');
      for await (const _ of (await store.get('x')).body) break;
    }
    expect(await countHandles()).toBeLessThanOrEqual(before);
  });

  const sha256 = (octets: Uint8Array) => createHash('sha256').update(octets).digest();
  async function* once(octets: Uint8Array) {
    yield octets;
  }

  test('a part that comes again on a new connection overtakes the one that hangs, which writes nothing more', async () => {
    const store = await createFileStore({ root: await newFolder() });
    const octets = randomBytes(100_000);
    const part = { number: 1, offset: 0, sizeBytes: octets.length, sha256: sha256(octets) };
    const id = await store.createMultipart('a', { totalSizeBytes: octets.length });
    const hanging = Promise.withResolvers<void>();
    const more = Promise.withResolvers<void>();
    const broken = async function* () {
      yield Buffer.alloc(50_000);
      hanging.resolve();
      await more.promise;
      yield Buffer.alloc(50_000);
    };
    const first = store.putPart('a', id, part, broken());
    const overtaken = expect(first).rejects.toMatchObject({ code: 'aborted' });
    await hanging.promise;
    const { etag } = await store.putPart('a', id, part, once(octets));
    more.resolve();
    await overtaken;
    await store.completeMultipart('a', id, [{ number: 1, etag, sizeBytes: octets.length }]);
    for await (const piece of (await store.get('a')).body) expect(octets.equals(piece)).toBe(true);
  });

  test('what was acknowledged stands, even if the same part comes again and is broken', async () => {
    const store = await createFileStore({ root: await newFolder() });
    const octets = randomBytes(100_000);
    const part = { number: 1, offset: 0, sizeBytes: octets.length, sha256: sha256(octets) };
    const id = await store.createMultipart('a', { totalSizeBytes: octets.length });
    const { etag } = await store.putPart('a', id, part, once(octets));
    const again = store.putPart('a', id, part, once(randomBytes(100_000)));
    await expect(again).rejects.toMatchObject({ code: 'digest_mismatch' });
    await store.completeMultipart('a', id, [{ number: 1, etag, sizeBytes: octets.length }]);
    for await (const piece of (await store.get('a')).body) expect(octets.equals(piece)).toBe(true);
  });

  test('a part that broke off behind the last one leaves nothing in the object', async () => {
    const store = await createFileStore({ root: await newFolder() });
    const octets = randomBytes(1000);
    const id = await store.createMultipart('a', {});
    const first = { number: 1, offset: 0, sizeBytes: 1000, sha256: sha256(octets) };
    const second = { number: 2, offset: 1000, sizeBytes: 5_000_000, sha256: sha256(octets) };
    const { etag } = await store.putPart('a', id, first, once(octets));
    const tooLong = endless(randomBytes(1_000_000));
    await expect(store.putPart('a', id, second, tooLong)).rejects.toMatchObject({ code: 'size_mismatch' });
    await store.completeMultipart('a', id, [{ number: 1, etag, sizeBytes: 1000 }]);
    expect(await store.head('a')).toEqual({ sizeBytes: 1000 });
  });

  test('completing ten times at once succeeds ten times', async () => {
    const store = await createFileStore({ root: await newFolder() });
    const octets = randomBytes(1000);
    const id = await store.createMultipart('a', { totalSizeBytes: 1000 });
    const part = { number: 1, offset: 0, sizeBytes: 1000, sha256: sha256(octets) };
    const { etag } = await store.putPart('a', id, part, once(octets));
    const parts = [{ number: 1, etag, sizeBytes: 1000 }];
    const all = await Promise.all(Array.from({ length: 10 }, () => store.completeMultipart('a', id, parts)));
    expect(all).toEqual(Array(10).fill({ sizeBytes: 1000 }));
  });

  test('trouble with the disk is never told as a missing object', async () => {
    const root = await newFolder();
    const store = await createFileStore({ root });
    await rm(join(root, 'objects'), { recursive: true });
    // A loop of links is trouble that root has as well.
    await symlink('objects', join(root, 'objects'));
    await expect(store.head('a')).rejects.toBeDefined();
    await expect(store.get('a')).rejects.not.toMatchObject({ code: 'not_found' });
  });

  test('what a crash left is removed at a later start, what is being written is not', async () => {
    const root = await newFolder();
    await createFileStore({ root });
    const old = join(root, 'temporary', 'old');
    await writeFile(old, 'x');
    await utimes(old, 0, 0);
    await writeFile(join(root, 'temporary', 'new'), 'x');
    await createFileStore({ root });
    expect(await readdir(join(root, 'temporary'))).toEqual(['new']);
  });

  test('a reader that was cut off and never comes back leaves no file open', async () => {
    const store = await createFileStore({ root: await newFolder() });
    const octets = randomBytes(2_000_000);
    await store.put('x', once(octets), { sizeBytes: octets.length });
    const before = await countHandles();
    const gone = new AbortController();
    const stuck = (await store.get('x', undefined, gone.signal)).body[Symbol.asyncIterator]();
    await stuck.next();
    gone.abort();
    while ((await countHandles()) > before) await new Promise((resolve) => setImmediate(resolve));
    await expect(stuck.next()).rejects.toMatchObject({ code: 'aborted' });
  });
});

const canMount = process.getuid?.() === 0 && process.platform === 'linux' && process.env.UMSCHLAG_TEST_QUICK !== '1';
const describeFullDisk = canMount ? describe : describe.skip;
if (!canMount) process.stderr.write('SKIPPED: a full disk is tested by root on Linux only, as it mounts a small one\n');

describeFullDisk('on a full disk', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await newFolder();
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=8m', 'tmpfs', folder]);
  });
  afterAll(() => {
    execFileSync('umount', [folder]);
  });

  test('an object that does not fit is told as "full", leaves nothing, and a smaller one still fits', async () => {
    const store = await createFileStore({ root: folder });
    const put = store.put('large', endless(randomBytes(1_000_000)), { sizeBytes: 50_000_000 });
    await expect(put).rejects.toMatchObject({ code: 'full' });
    expect(await store.head('large')).toBeUndefined();
    const octets = randomBytes(5_000_000);
    await store.put('small', [octets].values() as never, { sizeBytes: octets.length });
    expect(await store.head('small')).toEqual({ sizeBytes: octets.length });
  });
});
