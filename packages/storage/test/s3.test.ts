import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { describeBlobStore } from '../src/conformance.ts';
import { createS3Store } from '../src/index.ts';
import { describeWithRgw } from '../src/testing/describe-with-rgw.ts';
import { makeBucket } from '../src/testing/index.ts';

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
