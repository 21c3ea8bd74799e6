import { createHash, randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { BlobStore, Bytes, StoredPart } from './blob-store.ts';

const MIB = 1024 * 1024;
/** S3's smallest part, but for the last. */
const PART = 5 * MIB;

const sha256 = (octets: Uint8Array) => createHash('sha256').update(octets).digest();

async function* bytesOf(octets: Uint8Array, pieceOctets = 65_536): Bytes {
  for (let at = 0; at < octets.length; at += pieceOctets) yield octets.subarray(at, at + pieceOctets);
}

async function* failingAfter(octets: Uint8Array): Bytes {
  yield octets;
  throw new Error('the sender has gone');
}

async function read(body: Bytes): Promise<Buffer> {
  const pieces: Uint8Array[] = [];
  for await (const piece of body) pieces.push(piece);
  return Buffer.concat(pieces);
}

const code = (expected: string) => expect.objectContaining({ name: 'StorageError', code: expected });

/** What every driver promises. Run with each of them. */
export function describeBlobStore(
  name: string,
  open: () => Promise<{ store: BlobStore; close(): Promise<void> }>,
): void {
  describe(name, () => {
    let store: BlobStore;
    let close: () => Promise<void>;
    let count = 0;
    const newKey = () => `test/${process.pid}/object-${count++}`;
    beforeAll(async () => {
      ({ store, close } = await open());
    });
    afterAll(() => close());

    const put = async (octets: Uint8Array, key = newKey()) => {
      await store.put(key, bytesOf(octets), { sizeBytes: octets.length, sha256: sha256(octets) });
      return key;
    };
    const get = async (key: string, start?: number, endExclusive?: number) =>
      read((await store.get(key, start === undefined ? undefined : { start, endExclusive: endExclusive! })).body);
    const collectKeys = async (prefix: string) => {
      const keys: string[] = [];
      for await (const { key } of store.list(prefix)) keys.push(key);
      return keys;
    };
    const openParts = async () => {
      const open = [];
      for await (const one of store.listMultiparts()) open.push(one.multipartId);
      return open;
    };

    /** An object of three parts, the last short, with what is needed to store each. */
    const threeParts = async () => {
      const octets = randomBytes(2 * PART + 1000);
      const key = newKey();
      const multipartId = await store.createMultipart(key, { totalSizeBytes: octets.length });
      const slice = (number: number) => octets.subarray((number - 1) * PART, number * PART);
      const describePart = (number: number) => ({
        number,
        offset: (number - 1) * PART,
        sizeBytes: slice(number).length,
        sha256: sha256(slice(number)),
      });
      const putPart = async (number: number, body = bytesOf(slice(number))): Promise<StoredPart> => {
        const { etag } = await store.putPart(key, multipartId, describePart(number), body);
        return { number, etag, sizeBytes: slice(number).length };
      };
      return { octets, key, multipartId, slice, describePart, putPart };
    };

    test.each([0, 1, 65_537, 3 * MIB])('an object of %i octets comes back as it was', async (size) => {
      const octets = randomBytes(size);
      const key = await put(octets);
      expect((await get(key)).equals(octets)).toBe(true);
      expect(await store.head(key)).toEqual({ sizeBytes: size });
    });

    test('a range is exactly that range, and says how large the whole is', async () => {
      const octets = randomBytes(MIB);
      const key = await put(octets);
      for (const [start, end] of [
        [0, 1],
        [5, 5],
        [1000, 700_000],
        [MIB - 1, MIB],
        [MIB - 1, MIB + 5],
        [MIB, MIB + 1],
        [2 * MIB, 3 * MIB],
      ] as const) {
        expect((await get(key, start, end)).equals(octets.subarray(start, end))).toBe(true);
      }
      expect((await store.get(key, { start: 2 * MIB, endExclusive: 3 * MIB })).sizeBytes).toBe(MIB);
      expect((await store.get(key, { start: 1, endExclusive: 2 })).sizeBytes).toBe(MIB);
    });

    test('a missing object is told as missing', async () => {
      await expect(store.get(newKey())).rejects.toEqual(code('not_found'));
      await expect(store.get(newKey(), { start: 0, endExclusive: 1 })).rejects.toEqual(code('not_found'));
      expect(await store.head(newKey())).toBeUndefined();
    });

    test('a body that is too short, too long, altered or breaks off stores nothing', async () => {
      const octets = randomBytes(100_000);
      const tries: [Bytes, object][] = [
        [bytesOf(octets.subarray(1)), code('size_mismatch')],
        [bytesOf(Buffer.concat([octets, octets])), code('size_mismatch')],
        [bytesOf(randomBytes(100_000)), code('digest_mismatch')],
        [failingAfter(octets.subarray(0, 50_000)), expect.objectContaining({ message: 'the sender has gone' })],
      ];
      for (const [body, error] of tries) {
        const key = newKey();
        await expect(store.put(key, body, { sizeBytes: 100_000, sha256: sha256(octets) })).rejects.toEqual(error);
        expect(await store.head(key)).toBeUndefined();
      }
    });

    test('an object may be stored without its digest being known', async () => {
      const octets = randomBytes(100_000);
      const key = newKey();
      await store.put(key, bytesOf(octets), { sizeBytes: octets.length });
      expect((await get(key)).equals(octets)).toBe(true);
    });

    test('an object is replaced whole', async () => {
      const key = await put(randomBytes(100));
      const octets = randomBytes(50);
      await put(octets, key);
      expect((await get(key)).equals(octets)).toBe(true);
    });

    test('a reader may stop early or be told to', async () => {
      const key = await put(randomBytes(4 * MIB));
      const { body } = await store.get(key);
      for await (const piece of body) {
        expect(piece.length).toBeGreaterThan(0);
        break;
      }
      const gone = new AbortController();
      const reading = read((await store.get(key, undefined, gone.signal)).body);
      gone.abort();
      await expect(reading).rejects.toEqual(code('aborted'));
    });

    test('parts in any order and at the same time make the object', async () => {
      const { octets, key, multipartId, putPart } = await threeParts();
      const last = await putPart(3);
      const others = await Promise.all([putPart(2), putPart(1)]);
      const parts = [last, ...others].toSorted((a, b) => a.number - b.number);
      expect(await store.completeMultipart(key, multipartId, parts)).toEqual({ sizeBytes: octets.length });
      expect((await get(key)).equals(octets)).toBe(true);
      expect(await openParts()).not.toContain(multipartId);
    });

    test('a part that comes again, also after a try that broke off, is one part', async () => {
      const { octets, key, multipartId, slice, putPart } = await threeParts();
      await expect(putPart(1, failingAfter(slice(1).subarray(0, MIB)))).rejects.toThrow('the sender has gone');
      await putPart(1);
      const parts = [await putPart(1), await putPart(2), await putPart(3)];
      await store.completeMultipart(key, multipartId, parts);
      expect((await get(key)).equals(octets)).toBe(true);
    });

    test('a part of the wrong size or digest is refused, and its place stays empty', async () => {
      const { key, multipartId, slice, describePart, putPart } = await threeParts();
      await expect(putPart(1, bytesOf(slice(1).subarray(1)))).rejects.toEqual(code('size_mismatch'));
      await expect(putPart(1, bytesOf(randomBytes(PART)))).rejects.toEqual(code('digest_mismatch'));
      const missing = { number: 1, etag: 'none', sizeBytes: describePart(1).sizeBytes };
      const parts = [missing, await putPart(2), await putPart(3)];
      await expect(store.completeMultipart(key, multipartId, parts)).rejects.toEqual(code('missing_part'));
      expect(await store.head(key)).toBeUndefined();
    });

    test('with a gap nothing is completed', async () => {
      const { key, multipartId, putPart } = await threeParts();
      const parts = [await putPart(1), await putPart(3)];
      await expect(store.completeMultipart(key, multipartId, parts)).rejects.toEqual(code('missing_part'));
      expect(await store.head(key)).toBeUndefined();
    });

    test('completing again is fine', async () => {
      const { octets, key, multipartId, putPart } = await threeParts();
      const parts = [await putPart(1), await putPart(2), await putPart(3)];
      await store.completeMultipart(key, multipartId, parts);
      expect(await store.completeMultipart(key, multipartId, parts)).toEqual({ sizeBytes: octets.length });
    });

    test('an aborted upload leaves nothing and takes nothing; aborting again is fine', async () => {
      const { key, multipartId, putPart } = await threeParts();
      const part = await putPart(1);
      expect(await openParts()).toContain(multipartId);
      await store.abortMultipart(key, multipartId);
      await store.abortMultipart(key, multipartId);
      expect(await openParts()).not.toContain(multipartId);
      await expect(putPart(2)).rejects.toEqual(code('no_such_multipart'));
      await expect(store.completeMultipart(key, multipartId, [part])).rejects.toEqual(code('no_such_multipart'));
    });

    test('one forbidden key among many deletes nothing', async () => {
      const key = await put(randomBytes(10));
      await expect(store.deleteMany([key, '../x'])).rejects.toEqual(code('invalid_key'));
      expect(await store.head(key)).toBeDefined();
    });

    test('any number of objects is listed and deleted, those that are missing too', async () => {
      const keys = Array.from({ length: 1100 }, (_, n) => `many/${process.pid}/${n}`);
      for (let at = 0; at < keys.length; at += 20) {
        await Promise.all(keys.slice(at, at + 20).map((key) => put(Buffer.from(key), key)));
      }
      const other = await put(randomBytes(10));
      expect((await collectKeys(`many/${process.pid}/`)).toSorted()).toEqual(keys.toSorted());
      await store.deleteMany([...keys, newKey()]);
      expect(await collectKeys(`many/${process.pid}/`)).toEqual([]);
      expect(await store.head(other)).toBeDefined();
    });

    test.each(['', '/x', '../x', 'a/../b', 'a//b', 'Ä', 'A', 'a b', '.x', `a${'b'.repeat(200)}`])(
      'the key %j is refused',
      async (key) => {
        await expect(store.put(key, bytesOf(randomBytes(1)), { sizeBytes: 1 })).rejects.toEqual(code('invalid_key'));
        await expect(store.get(key)).rejects.toEqual(code('invalid_key'));
      },
    );

    test('a working store passes its check', async () => {
      await expect(store.check()).resolves.toBeUndefined();
    });
  });
}
