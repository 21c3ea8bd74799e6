import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import fastify from 'fastify';
import type { Api } from '../api.ts';
import { installBodyParsers } from './body-parsers.ts';

const WITHIN_MS = 200;

describe('a body that trickles in', () => {
  const app = fastify({ forceCloseConnections: true });
  let port: number;
  /** Lets the answer of GET /slow go. */
  let answer: () => void;
  beforeAll(async () => {
    installBodyParsers(app as unknown as Api, WITHIN_MS);
    app.post('/', async (request) => {
      if (request.headers['content-type'] === 'application/octet-stream') for await (const _ of request.raw);
      return { ok: true };
    });
    app.get('/slow', async () => {
      await new Promise<void>((resolve) => {
        answer = resolve;
      });
      return { ok: true };
    });
    port = Number(new URL(await app.listen({ host: '127.0.0.1', port: 0 })).port);
  });
  afterAll(() => app.close());

  function send(head: string): Socket {
    const socket = connect(port, '127.0.0.1');
    socket.on('error', () => {});
    socket.write(`${head}\r\nHost: test\r\n`);
    return socket;
  }

  /** Waits until a request as slow as ours, but of JSON, has been ended. */
  async function untilJsonIsEnded(): Promise<void> {
    const socket = send('POST / HTTP/1.1');
    socket.write('Content-Type: application/json\r\nContent-Length: 1000\r\n\r\n{');
    socket.resume();
    await once(socket, 'close');
  }

  test('is ended when it is JSON', async () => {
    const started = performance.now();
    await untilJsonIsEnded();
    expect(performance.now() - started).toBeGreaterThan(WITHIN_MS / 2);
  });

  test('goes on when it is a file', async () => {
    const socket = send('POST / HTTP/1.1');
    socket.write('Content-Type: application/octet-stream\r\nContent-Length: 2\r\n\r\na');
    await untilJsonIsEnded();
    socket.write('b');
    expect(String((await once(socket, 'data'))[0])).toContain('200 OK');
    socket.destroy();
  });

  test('has nothing to do with an answer that takes its time', async () => {
    const socket = send('GET /slow HTTP/1.1');
    socket.write('\r\n');
    await untilJsonIsEnded();
    answer();
    expect(String((await once(socket, 'data'))[0])).toContain('200 OK');
    socket.destroy();
  });
});
