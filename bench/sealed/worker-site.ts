import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright-core';
import { build } from 'vite';
import { chromiumMissing, startChromium } from '../../tests/journeys/support/browser.ts';

/** A page in a real Chromium; its site has nothing but one worker, at `/worker.js`. */
export interface WorkerSite {
  readonly page: Page;
  close(): Promise<void>;
}

/** Says so and gives undefined where Chromium is missing. @param worker its source, in TypeScript */
export async function openWorkerSite(worker: URL): Promise<WorkerSite | undefined> {
  const missing = chromiumMissing();
  if (missing) {
    process.stderr.write(`SKIPPED: the browser's figures, because ${missing}\n`);
    return undefined;
  }
  const site = await serve(await bundled(worker));
  const browser = await startChromium();
  const page = await browser.newPage();
  await page.goto(site.address);
  return {
    page,
    close: async () => {
      await browser.close();
      await site.close();
    },
  };
}

/** Bundled as the web application is, but kept in memory. */
async function bundled(worker: URL): Promise<string> {
  const built = await build({
    configFile: false,
    logLevel: 'error',
    build: {
      write: false,
      target: 'esnext',
      rolldownOptions: {
        input: fileURLToPath(worker),
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
