import { createHash } from 'node:crypto';
import { readdir, readlink } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import { type AddressInfo, connect, createServer as createLine } from 'node:net';
import { inspect } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { describeBlobStore } from '../src/conformance.ts';
import { createS3Store } from '../src/s3/index.ts';
import { describeWithRgw } from '../src/testing/describe-with-rgw.ts';
import { makeBucket } from '../src/testing/index.ts';

async function* once(octets: Uint8Array) {
  yield octets;
}

async function countSockets(): Promise<number> {
  const targets = await Promise.all(
    (await readdir('/proc/self/fd')).map((fd) => readlink(`/proc/self/fd/${fd}`).catch(() => '')),
  );
  return targets.filter((target) => target.startsWith('socket:')).length;
}

/** A way to the server that from `alter()` on changes the last octet of what it passes on. */
async function alteringLine(endpoint: string) {
  let altering = false;
  const server = createLine((near) => {
    const { hostname, port } = new URL(endpoint);
    const far = connect(Number(port), hostname);
    for (const socket of [near, far]) socket.on('error', () => {});
    near.on('data', (piece: Buffer) => {
      // What ends in an `a` is body; the header ends in a line break.
      if (altering && piece.at(-1) === 97) piece[piece.length - 1] = 98;
      far.write(piece);
    });
    far.pipe(near);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    alter: () => {
      altering = true;
    },
    close: () => server.close(),
  };
}

describeWithRgw('Ceph RGW', (rgw) => {
  beforeAll(() => makeBucket(rgw(), 'files'));
  const options = () => ({ ...rgw(), bucket: 'files', forcePathStyle: true });

  describeBlobStore('the S3 store on Ceph RGW', async () => {
    const store = createS3Store(options());
    return { store, close: () => store.close() };
  });

  describe('the S3 store on Ceph RGW', () => {
    test('a wrong secret, or a bucket that is not there, is told as denied, without the secret', async () => {
      const wrong = createS3Store({ ...options(), secretAccessKey: 'wrong-secret' });
      await expect(wrong.check()).rejects.toMatchObject({ code: 'denied' });
      await expect(wrong.head('x')).rejects.toMatchObject({ code: 'denied' });
      const error = await wrong.get('x').catch((thrown: Error) => thrown);
      expect(String(error)).not.toContain('wrong-secret');
      const nowhere = createS3Store({ ...options(), bucket: 'nowhere' });
      await expect(nowhere.get('x')).rejects.toMatchObject({ code: 'denied' });
      await expect(nowhere.check()).rejects.toThrow('The bucket "nowhere" cannot be written to.');
    });

    test('an error shows neither the secret nor the signature, however deeply it is printed', async () => {
      const { accessKeyId, ...rest } = options();
      const wrong = createS3Store({ ...rest, accessKeyId, secretAccessKey: 'wrong-secret' });
      const errors = [await wrong.check().catch((thrown) => thrown), await wrong.get('x').catch((thrown) => thrown)];
      const printed = inspect(errors, { depth: 20, showHidden: true });
      expect(printed).not.toMatch(/wrong-secret|Signature=|authorization/i);
    });

    test('a part that was altered on the way to the server is refused by the server', async () => {
      const line = await alteringLine(rgw().endpoint);
      const store = createS3Store({ ...options(), endpoint: line.endpoint });
      const octets = Buffer.alloc(100_000, 'a');
      const sha256 = createHash('sha256').update(octets).digest();
      const id = await store.createMultipart('altered', { totalSizeBytes: octets.length });
      const part = { number: 1, offset: 0, sizeBytes: octets.length, sha256 };
      line.alter();
      await expect(store.putPart('altered', id, part, once(octets))).rejects.toMatchObject({ code: 'digest_mismatch' });
      await store.close();
      line.close();
    });

    test('readers that stop, are cut off or never begin to read leave no connection open', async () => {
      const store = createS3Store(options());
      const octets = Buffer.alloc(8_000_000, 'a');
      await store.put('large', once(octets), { sizeBytes: octets.length });
      const before = await countSockets();
      for (let n = 0; n < 10; n++) {
        const gone = new AbortController();
        for await (const _ of (await store.get('large')).body) break;
        await store.get('large', undefined, gone.signal);
        const stuck = (await store.get('large', undefined, gone.signal)).body[Symbol.asyncIterator]();
        await stuck.next();
        gone.abort();
        await expect(stuck.next()).rejects.toMatchObject({ code: 'aborted' });
      }
      while ((await countSockets()) > before) await new Promise((resolve) => setImmediate(resolve));
      await store.close();
    });
  });
});

describe('the S3 store', () => {
  const at = (endpoint: string) =>
    createS3Store({
      endpoint,
      region: 'us-east-1',
      bucket: 'files',
      accessKeyId: 'id',
      secretAccessKey: 'secret',
      forcePathStyle: true,
    });

  test('a server that is down is told as unavailable, never as not found', async () => {
    const store = at('http://127.0.0.1:1');
    await expect(store.get('x')).rejects.toMatchObject({ code: 'unavailable' });
    await expect(store.head('x')).rejects.toMatchObject({ code: 'unavailable' });
    await expect(store.check()).rejects.toMatchObject({ code: 'unavailable' });
  });

  describe('with a server that breaks off', () => {
    let server: Server;
    let store: ReturnType<typeof createS3Store>;
    beforeAll(async () => {
      // No real server can be made to do this: it promises 1,000 octets and closes after 10.
      server = createServer((_, response) => {
        response.writeHead(200, { 'content-length': '1000', etag: '"x"' });
        response.write('0123456789', () => response.destroy());
      });
      await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
      store = at(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
    });
    afterAll(async () => {
      await store.close();
      server.close();
    });

    test('an object that ends early is an error and not an end', async () => {
      const { body } = await store.get('x');
      const reading = (async () => {
        for await (const _ of body);
      })();
      await expect(reading).rejects.toMatchObject({ code: 'unavailable' });
    });
  });
});
