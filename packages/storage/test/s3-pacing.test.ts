import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import type { BlobStore, Bytes } from '../src/index.ts';
import { createS3Store } from '../src/s3/index.ts';
import type { S3Pacing } from '../src/s3/s3-pacing.ts';
import { describeWithRgw } from '../src/testing/describe-with-rgw.ts';
import { makeBucket } from '../src/testing/index.ts';

const OCTETS = Buffer.alloc(12_000_000, 'pacing');
/** Longer than a busy machine takes for anything here. */
const SILENCE_MS = 2000;
const KEYS = { region: 'us-east-1', bucket: 'files', accessKeyId: 'id', secretAccessKey: 'secret' };

async function* once(octets: Uint8Array): Bytes {
  yield octets;
}

async function allOf(body: AsyncIterator<Uint8Array>): Promise<Buffer> {
  const pieces: Uint8Array[] = [];
  for (let next = await body.next(); !next.done; next = await body.next()) pieces.push(next.value);
  return Buffer.concat(pieces);
}

/** What stands before the tests here: a server that takes every connection and says nothing, or stops saying. */
async function silentServer(saysFirst: string | undefined, status = 200) {
  const server: Server = createServer((request, response) => {
    request.resume();
    if (saysFirst === undefined) return;
    response.writeHead(status, { 'content-length': '1000', etag: '"x"' });
    response.write(saysFirst);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const close = () => {
    server.closeAllConnections();
    server.close();
  };
  return { endpoint, close };
}

const stores: BlobStore[] = [];
const opened = (options: Parameters<typeof createS3Store>[0], change: Partial<S3Pacing>) => {
  const store = createS3Store(options, change);
  stores.push(store);
  return store;
};
afterEach(async () => {
  for (const store of stores.splice(0)) await store.close();
});

/** Ends when a server was silent for so long that it is told as an outage: the clock of the tests about pausing. */
async function silencePasses(change: Partial<S3Pacing>): Promise<void> {
  const server = await silentServer('0123456789');
  const store = opened({ ...KEYS, endpoint: server.endpoint, forcePathStyle: true }, change);
  const { body } = await store.get('x');
  await expect(allOf(body[Symbol.asyncIterator]())).rejects.toMatchObject({ code: 'unavailable' });
  server.close();
}

describeWithRgw('Ceph RGW and people who are slow', (rgw) => {
  beforeAll(async () => {
    await makeBucket(rgw(), 'files');
    await store({}).put('large', once(OCTETS), { sizeBytes: OCTETS.length });
  });
  const store = (change: Partial<S3Pacing>) => opened({ ...rgw(), bucket: 'files', forcePathStyle: true }, change);

  test('readers who hold every connection for reading keep nobody from writing, deleting or asking for health', async () => {
    const files = store({ readConnections: 4, waitMs: 200 });
    const held = await Promise.all(
      [1, 2, 3, 4].map(async () => (await files.get('large')).body[Symbol.asyncIterator]()),
    );
    for (const reader of held) await reader.next();
    await files.put('small', once(Buffer.from('a')), { sizeBytes: 1 });
    expect(await files.head('small')).toEqual({ sizeBytes: 1 });
    await files.deleteMany(['small']);
    await files.check();
    await expect(files.get('large')).rejects.toMatchObject({ code: 'unavailable' });
    await held.pop()?.return?.(undefined);
    expect((await allOf((await files.get('large')).body[Symbol.asyncIterator]())).equals(OCTETS)).toBe(true);
    for (const reader of held) await reader.return?.(undefined);
  });

  test('senders who hold every connection for writing keep nobody from reading, deleting or asking for health', async () => {
    const files = store({ writeConnections: 2, waitMs: 200 });
    const goOn = Promise.withResolvers<void>();
    const arrived: Promise<void>[] = [];
    const slowly = async function* (arrive: () => void): Bytes {
      yield Buffer.from('a');
      arrive();
      await goOn.promise;
      yield Buffer.from('b');
    };
    const writing = ['first', 'second'].map((key) => {
      const { promise, resolve } = Promise.withResolvers<void>();
      arrived.push(promise);
      return files.put(key, slowly(resolve), { sizeBytes: 2 });
    });
    await Promise.all(arrived);
    await expect(files.put('third', once(Buffer.from('c')), { sizeBytes: 1 })).rejects.toMatchObject({
      code: 'unavailable',
    });
    await files.check();
    await files.deleteMany(['third']);
    expect((await allOf((await files.get('large')).body[Symbol.asyncIterator]())).equals(OCTETS)).toBe(true);
    goOn.resolve();
    await Promise.all(writing);
    expect(await files.head('second')).toEqual({ sizeBytes: 2 });
  });

  test('a reader who pauses for longer than a server may be silent gets the rest', async () => {
    const change = { silenceMs: SILENCE_MS };
    const reader = (await store(change).get('large')).body[Symbol.asyncIterator]();
    const first = (await reader.next()).value as Uint8Array;
    await silencePasses(change);
    expect(Buffer.concat([first, await allOf(reader)]).equals(OCTETS)).toBe(true);
  });

  test('a reader who pauses for long gives the connection back, and goes on where they stopped', async () => {
    const files = store({ readConnections: 1, restMs: 100 });
    const range = { start: 1_000_001, endExclusive: 11_000_003 };
    const reader = (await files.get('large', range)).body[Symbol.asyncIterator]();
    const pieces = [(await reader.next()).value as Uint8Array];
    // There is one connection: another reader can get it only once it was given back. Three times over.
    for (let round = 0; round < 3; round++) {
      expect((await allOf((await files.get('large')).body[Symbol.asyncIterator]())).equals(OCTETS)).toBe(true);
      pieces.push((await reader.next()).value as Uint8Array);
    }
    const whole = Buffer.concat([...pieces, await allOf(reader)]);
    expect(whole.equals(OCTETS.subarray(range.start, range.endExclusive))).toBe(true);
  });

  test('whoever opens an object and never reads it holds no connection', async () => {
    const files = store({ readConnections: 1, restMs: 50 });
    for (let round = 0; round < 3; round++) await files.get('large');
    await files.get('large', { start: 0, endExclusive: 10 });
  });

  test('an object that was replaced during a pause is an error, and never a mixture', async () => {
    const files = store({ readConnections: 1, restMs: 50 });
    await files.put('replaced', once(OCTETS), { sizeBytes: OCTETS.length });
    const reader = (await files.get('replaced')).body[Symbol.asyncIterator]();
    await reader.next();
    // Waits for the one connection, hence for the pause to be long enough.
    await files.get('large', { start: 0, endExclusive: 10 });
    await files.put('replaced', once(Buffer.alloc(OCTETS.length)), { sizeBytes: OCTETS.length });
    await expect(allOf(reader)).rejects.toMatchObject({ code: 'unavailable' });
  });

  test('a sender who pauses for longer than a server may be silent is stored', async () => {
    const change = { silenceMs: SILENCE_MS };
    const files = store(change);
    const slowly = async function* (): Bytes {
      yield OCTETS.subarray(0, 1_000_000);
      await silencePasses(change);
      yield OCTETS.subarray(1_000_000);
    };
    await files.put('slow', slowly(), { sizeBytes: OCTETS.length });
    expect((await allOf((await files.get('slow')).body[Symbol.asyncIterator]())).equals(OCTETS)).toBe(true);
  });
});

describe('a storage that falls silent', () => {
  let server: Awaited<ReturnType<typeof silentServer>>;
  beforeAll(async () => {
    server = await silentServer(undefined);
  });
  afterAll(() => server.close());
  const store = () =>
    opened({ ...KEYS, endpoint: server.endpoint, forcePathStyle: true }, { silenceMs: 100, waitMs: 100 });

  test('in the middle of an object is told as unavailable', () => silencePasses({ silenceMs: 100 }));

  test.each<[string, (files: BlobStore) => Promise<unknown>]>([
    ['before an object', (files) => files.get('x')],
    ['after it was asked for a size', (files) => files.head('x')],
    ['after it took a body', (files) => files.put('x', once(Buffer.from('a')), { sizeBytes: 1 })],
    ['after it took a body of nothing', (files) => files.put('x', once(Buffer.alloc(0)), { sizeBytes: 0 })],
  ])('%s is told as unavailable', async (_, act) => {
    await expect(act(store())).rejects.toMatchObject({ code: 'unavailable' });
  });

  test('in the middle of a refusal is told as unavailable', async () => {
    const refusing = await silentServer('<Error>', 500);
    const files = opened({ ...KEYS, endpoint: refusing.endpoint, forcePathStyle: true }, { silenceMs: 100 });
    const asked = await Promise.allSettled([
      files.get('x'),
      files.list()[Symbol.asyncIterator]().next(),
      files.check(),
    ]);
    expect(asked).toMatchObject(asked.map(() => ({ status: 'rejected', reason: { code: 'unavailable' } })));
    refusing.close();
  });
});
