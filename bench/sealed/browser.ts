/** How fast a worker of a real Chromium seals and opens, against bare WebCrypto at the same record size. */
import { loadavg } from 'node:os';
import { report } from '../measure.ts';
import type { BrowserRun, BrowserSeconds } from './browser-worker.ts';
import { openWorkerSite } from './worker-site.ts';

/** Prints the browser's figures; says so and goes on where Chromium is missing. */
export async function measureBrowser(run: BrowserRun): Promise<void> {
  const site = await openWorkerSite(new URL('browser-worker.ts', import.meta.url));
  if (!site) return;
  try {
    print(run, await site.page.evaluate(runWorker, `/worker.js?mib=${run.sizeMib}&rounds=${run.rounds}`));
  } finally {
    await site.close();
  }
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
