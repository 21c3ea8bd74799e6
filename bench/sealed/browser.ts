/** How fast a worker of a real Chromium seals and opens, against bare WebCrypto at the same record size. */
import { existsSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { loadavg } from 'node:os';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';
import { build } from 'vite';
import { report } from '../measure.ts';
import type { BrowserRun, BrowserSeconds } from './browser-worker.ts';

const PROGRAM = process.env.CHROMIUM ?? '/usr/bin/chromium';
const FLAGS = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** Prints the browser's figures; says so and goes on where Chromium is missing. */
export async function measureBrowser(run: BrowserRun): Promise<void> {
  if (!existsSync(PROGRAM)) {
    process.stderr.write(`SKIPPED: the browser's figures, because ${PROGRAM} is not installed (Debian: chromium)\n`);
    return;
  }
  const site = await serve(await bundledWorker());
  const browser = await chromium.launch({ executablePath: PROGRAM, args: FLAGS });
  try {
    const page = await browser.newPage();
    await page.goto(site.address);
    print(run, await page.evaluate(runWorker, `/worker.js?mib=${run.sizeMib}&rounds=${run.rounds}`));
  } finally {
    await browser.close();
    await site.close();
  }
}

/** Bundled as the web application is, but kept in memory. */
async function bundledWorker(): Promise<string> {
  const built = await build({
    configFile: false,
    logLevel: 'error',
    build: {
      write: false,
      target: 'esnext',
      rolldownOptions: {
        input: fileURLToPath(new URL('browser-worker.ts', import.meta.url)),
        preserveEntrySignatures: false,
      },
    },
  });
  if (!Array.isArray(built) && !('output' in built)) throw new Error('Vite watches instead of building.');
  const { output } = Array.isArray(built) ? built[0]! : built;
  if (output.length !== 1 || output[0].type !== 'chunk') throw new Error('The worker is not one file.');
  return output[0].code;
}

async function serve(worker: string): Promise<{ address: string; close(): Promise<void> }> {
  const server = createServer((request, response) => {
    const isWorker = request.url?.startsWith('/worker.js') ?? false;
    response.setHeader('content-type', isWorker ? 'text/javascript' : 'text/html');
    response.end(isWorker ? worker : '<!doctype html><title>bench</title>');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    // WebCrypto is only there in a secure context; 127.0.0.1 counts as one.
    address: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** Carried out in the page. */
function runWorker(address: string): Promise<BrowserSeconds> {
  // Node's types know no such worker.
  const { Worker } = globalThis as unknown as { Worker: new (url: string, options: object) => PageWorker };
  interface PageWorker {
    onmessage: (message: { data: { seconds: BrowserSeconds; error?: string } }) => void;
    onerror: (event: { message: string }) => void;
  }
  return new Promise((resolve, reject) => {
    const worker = new Worker(address, { type: 'module' });
    worker.onerror = ({ message }) => reject(new Error(message));
    worker.onmessage = ({ data }) => (data.error ? reject(new Error(data.error)) : resolve(data.seconds));
  });
}

function print({ sizeMib }: BrowserRun, { seal, open }: BrowserSeconds): void {
  const bareSeal = sizeMib / seal.bare;
  report('sealed.seal.chromium.parts_16mib', sizeMib / seal.parts, 'MiB/s', bareSeal);
  report('sealed.seal.chromium.parts_16mib_fresh_memory', sizeMib / seal.partsFresh, 'MiB/s', bareSeal);
  report('sealed.seal.chromium.stream', sizeMib / seal.stream, 'MiB/s', bareSeal);
  report('sealed.open.chromium.stream', sizeMib / open.stream, 'MiB/s', sizeMib / open.bare);
  report('machine.load_average_1min', loadavg()[0]!, 'processes');
}
