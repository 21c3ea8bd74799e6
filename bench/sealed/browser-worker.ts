/** Runs in a worker of the browser: seals and opens there as the web application does. See browser.ts. */
import { alternate } from '../measure.ts';
import { newOpening, openBare, sealAsStream, sealBare, sealParts } from './workload.ts';

export interface BrowserRun {
  readonly sizeMib: number;
  readonly rounds: number;
}

async function measure({ sizeMib, rounds }: BrowserRun) {
  const octets = sizeMib * 2 ** 20;
  return {
    seal: await alternate(rounds, {
      bare: () => sealBare(octets),
      parts: () => sealParts(octets, true),
      partsFresh: () => sealParts(octets, false),
      stream: () => sealAsStream(octets),
    }),
    open: await alternate(rounds, { bare: () => openBare(octets), stream: await newOpening(octets) }),
  };
}

/** Median seconds of each candidate. */
export type BrowserSeconds = Awaited<ReturnType<typeof measure>>;

const settings = new URL(import.meta.url).searchParams;
const run = { sizeMib: Number(settings.get('mib')), rounds: Number(settings.get('rounds')) };
const report = (globalThis as unknown as { postMessage(message: unknown): void }).postMessage;
report(
  await measure(run).then(
    (seconds) => ({ seconds }),
    (error) => ({ error: String(error?.stack ?? error) }),
  ),
);
