import { once } from 'node:events';
import { request } from 'node:http';
import { connect, type Socket } from 'node:net';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { startTestApi, type TestApi } from '@umschlag/api/testing';
import { until } from '../invariants/transfer/raw-request.ts';

// Other addresses of the same machine; only Linux has all of 127.0.0.0/8 without being set up for it.
const onLinux = process.platform === 'linux' ? describe : describe.skip;

const LIMITS = { total: 1000, perNetwork: 900 };
let api: TestApi;
const sockets: Socket[] = [];
beforeEach(async () => {
  api = await startTestApi({ connectionLimits: LIMITS });
});
afterEach(async () => {
  for (const socket of sockets.splice(0)) socket.destroy();
  await api.close();
});

const port = () => Number(new URL(api.url).port);

/** Opens a connection and leaves it as it is. */
function idle(localAddress: string, text = ''): Socket {
  const socket = connect({ port: port(), host: '127.0.0.1', localAddress });
  socket.on('error', () => {}).resume();
  if (text) socket.write(text);
  sockets.push(socket);
  return socket;
}

/** The status of an answer to somebody on an address, or what became of the connection. */
function askFrom(localAddress: string): Promise<number | string> {
  return new Promise((resolve) => {
    const asked = request(`${api.url}/api/v1/health`, { localAddress, agent: false }, (answer) => {
      answer.resume();
      resolve(answer.statusCode!);
    });
    asked.on('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? error.message)).end();
  });
}

onLinux('a thousand connections of one client that ask for nothing', () => {
  test('keep nobody else from being served, and the client itself when it has closed some', async () => {
    const beginnings = [
      '',
      'GET /api/v1/health HTTP/1.1\r\nHost: x\r\n',
      'GET /api/health HTTP/1.1\r\nHost: x\r\n\r\n',
    ];
    const held = Array.from({ length: 1000 }, (_, at) => idle(`127.0.7.${at % 200}`, beginnings[at % 3]));
    await until(async () => held.filter((socket) => socket.destroyed).length === 1000 - LIMITS.perNetwork);
    expect(await askFrom('127.0.8.1')).toBe(200);
    expect(await askFrom('127.0.7.3')).toBe('ECONNRESET');
    for (const socket of held.splice(0, 500)) socket.destroy();
    await until(async () => (await askFrom('127.0.7.3')) === 200);
  });

  test('are all taken where a proxy stands in front, whose they are; the end of all holds', async () => {
    await api.close();
    api = await startTestApi({ connectionLimits: { total: 20, perNetwork: 5 }, trustedProxies: 1 });
    const held = Array.from({ length: 20 }, () => idle('127.0.0.1'));
    await Promise.all(held.map((socket) => once(socket, 'connect')));
    await until(async () => (await askFrom('127.0.8.1')) === 'ECONNRESET');
    held[0]!.destroy();
    await until(async () => (await askFrom('127.0.8.1')) === 200);
  });
});

describe('many requests in one go on one connection', () => {
  test('keep nobody else from being served', async () => {
    const pipelined = idle('127.0.0.1', 'GET /api/v1/session HTTP/1.1\r\nHost: x\r\n\r\n'.repeat(2000));
    await once(pipelined, 'data');
    expect(await askFrom('127.0.0.1')).toBe(200);
    expect(pipelined.destroyed).toBe(false);
  });
});
