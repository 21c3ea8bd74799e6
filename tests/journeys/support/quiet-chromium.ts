/**
 * Chromium, as Playwright starts it, but told to report and keep no large bodies. Playwright has it report every request
 * in full: of a part of 16 MiB that is a message of more than 100 MB, made in the worker that sends the part. Uploads
 * then run at a tenth of their speed, and their memory is not theirs.
 */
import { spawn } from 'node:child_process';
import { Socket } from 'node:net';
import type { Readable, Writable } from 'node:stream';

/** Of the DevTools protocol, in octets. */
const LIMITS = { maxPostDataSize: 1_000_000, maxTotalBufferSize: 1_000_000, maxResourceBufferSize: 100_000 };
const END = '\0';

const [program, ...args] = process.argv.slice(2);
const browser = spawn(program!, args, { stdio: ['inherit', 'inherit', 'inherit', 'pipe', 'pipe'] });
const [, , , toBrowser, fromBrowser] = browser.stdio as unknown as [null, null, null, Writable, Readable];
const orders = new Socket({ fd: 3, readable: true, writable: false }).setEncoding('utf8');
const answers = new Socket({ fd: 4, readable: false, writable: true });

let begun = '';
orders.on('data', (text: string) => {
  const messages = (begun + text).split(END);
  begun = messages.pop()!;
  for (const message of messages) toBrowser.write(limited(message) + END);
});
orders.on('end', () => toBrowser.end());
fromBrowser.pipe(answers);
// Whichever goes first takes the other with it.
for (const stream of [toBrowser, answers]) stream.on('error', () => {});
browser.on('exit', (code) => process.exit(code ?? 1));

function limited(message: string): string {
  if (!message.includes('"Network.enable"')) return message;
  const order = JSON.parse(message);
  return JSON.stringify(order.method === 'Network.enable' ? { ...order, params: LIMITS } : order);
}
