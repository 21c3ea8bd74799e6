import type { Page } from 'playwright-core';
import { alternate, type Figure, report } from '../measure.ts';
import { openWorkerSite } from '../sealed/worker-site.ts';
import type { Order, Work } from './parallel-worker.ts';

const MIB = 2 ** 20;

/** As much of a worker as a page has of it; Node's types know none. */
interface PageWorker {
  postMessage(order: Order): void;
  onmessage: (message: { data: { error: string | undefined } }) => void;
  onerror: (event: { message: string }) => void;
}

/**
 * What sealing and opening cost without page, disk and network, and what a second worker would bring. The
 * web application has one worker for uploads and one for downloads.
 * @param octets in all, however many workers share them
 */
export async function measureWorkers(octets: number, rounds: number): Promise<Figure[]> {
  const site = await openWorkerSite(new URL('parallel-worker.ts', import.meta.url));
  if (!site) return [];
  const { page } = site;
  try {
    await page.evaluate(startWorkers, 2);
    const by = (count: number, work: Work) => () => share(page, count, { work, octets });
    const seconds = await alternate(rounds, {
      rawSeal: by(1, 'sealBare'),
      rawSealByTwo: by(2, 'sealBare'),
      seal: by(1, 'seal'),
      sealByTwo: by(2, 'seal'),
      rawOpen: by(1, 'openBare'),
      rawOpenByTwo: by(2, 'openBare'),
      open: by(1, 'open'),
      openByTwo: by(2, 'open'),
    });
    const speed = (name: keyof typeof seconds) => octets / MIB / seconds[name];
    const compare = (name: string, one: keyof typeof seconds, other: keyof typeof seconds, aim?: number) =>
      report(name, speed(one), 'MiB/s', speed(other), aim);
    return [
      compare('seal, no page and network, one worker vs. raw', 'seal', 'rawSeal', 0.6),
      compare('seal, two workers vs. one', 'sealByTwo', 'seal'),
      compare('raw AES-GCM sealing, two workers vs. one', 'rawSealByTwo', 'rawSeal'),
      compare('open, no page and network, one worker vs. raw', 'open', 'rawOpen', 0.6),
      compare('open, two workers vs. one', 'openByTwo', 'open'),
      compare('raw AES-GCM opening, two workers vs. one', 'rawOpenByTwo', 'rawOpen'),
    ];
  } finally {
    await site.close();
  }
}

async function share(page: Page, count: number, { work, octets }: Order): Promise<void> {
  await page.evaluate(runWorkers, { count, work, octets: octets / count });
}

/** Carried out in the page. Resolves when all are ready. */
async function startWorkers(count: number): Promise<void> {
  const place = globalThis as unknown as {
    Worker: new (url: string, options: object) => PageWorker;
    workers: PageWorker[];
  };
  place.workers = Array.from({ length: count }, () => new place.Worker('/worker.js', { type: 'module' }));
  const readyOf = (worker: PageWorker) =>
    new Promise<void>((resolve, reject) => {
      worker.onmessage = () => resolve();
      worker.onerror = ({ message }) => reject(new Error(message));
    });
  await Promise.all(place.workers.map(readyOf));
}

/** Carried out in the page: as many workers as wished do the same at once. */
async function runWorkers({ count, ...order }: Order & { count: number }): Promise<void> {
  const { workers } = globalThis as unknown as { workers: PageWorker[] };
  const done = (worker: PageWorker) =>
    new Promise<void>((resolve, reject) => {
      worker.onmessage = ({ data: { error } }) => (error === undefined ? resolve() : reject(new Error(error)));
      worker.postMessage(order);
    });
  await Promise.all(workers.slice(0, count).map(done));
}
