import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { connect } from 'node:net';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from '@jest/globals';
import { rgwMissing, startRgw } from '../src/testing/index.ts';

const reason = rgwMissing();
if (reason) process.stderr.write(`SKIPPED: starting Ceph RGW, because ${reason}\n`);
const describeStart = reason ? describe.skip : describe;

/** Whether somebody listens there. */
async function answers(endpoint: string): Promise<boolean> {
  const { hostname, port } = new URL(endpoint);
  const socket = connect(Number(port), hostname);
  const answered = await Promise.race([
    once(socket, 'connect').then(() => true),
    once(socket, 'error').then(() => false),
  ]).catch(() => false);
  socket.destroy();
  return answered;
}

describeStart('a Ceph RGW for tests', () => {
  test('two run beside each other, and each ends when it is stopped', async () => {
    const both = await Promise.all([startRgw(), startRgw()]);
    const [first, second] = both as [(typeof both)[0], (typeof both)[0]];
    expect(first.endpoint).not.toBe(second.endpoint);
    await first.stop();
    expect(await answers(first.endpoint)).toBe(false);
    expect(await answers(second.endpoint)).toBe(true);
    await second.stop();
    expect(await answers(second.endpoint)).toBe(false);
  });

  test('it ends with the process that started it, even if that was killed', async () => {
    const starter = fileURLToPath(new URL('rgw-starter.fixture.ts', import.meta.url));
    const child = spawn(process.execPath, [starter], { stdio: ['ignore', 'pipe', 'inherit'] });
    const [endpoint] = (await once(createInterface(child.stdout), 'line')) as [string];
    expect(await answers(endpoint)).toBe(true);
    child.kill('SIGKILL');
    while (await answers(endpoint)) await new Promise((resolve) => setImmediate(resolve));
  });
});
