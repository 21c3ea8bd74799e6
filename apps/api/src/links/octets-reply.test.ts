import { once } from 'node:events';
import { connect } from 'node:net';
import { expect, test } from '@jest/globals';
import fastify from 'fastify';
import { sendOctets } from './octets-reply.ts';

test('a client who left before the first octet was read ends the download too', async () => {
  const stop = new AbortController();
  const endings: string[] = [];
  const over = Promise.withResolvers<void>();
  const api = fastify({ forceCloseConnections: true });
  const asked = Promise.withResolvers<void>();
  api.get('/', async (request, reply) => {
    asked.resolve();
    await once(request.raw.socket, 'close');
    async function* octets() {
      stop.signal.throwIfAborted();
      yield new Uint8Array(1);
    }
    await sendOctets(reply, octets(), stop, {
      beforeHeaders: () => endings.push('headers'),
      delivered: async () => void endings.push('delivered'),
      cut: async () => void endings.push('cut'),
    }).catch(() => undefined);
    over.resolve();
    return reply;
  });
  const url = new URL(await api.listen({ host: '127.0.0.1', port: 0 }));
  try {
    const client = connect(Number(url.port), url.hostname);
    client.write('GET / HTTP/1.1\r\nHost: test\r\n\r\n');
    await asked.promise;
    client.destroy();
    await over.promise;
    expect(endings).toEqual(['cut']);
    expect(stop.signal.aborted).toBe(true);
  } finally {
    await api.close();
  }
});
