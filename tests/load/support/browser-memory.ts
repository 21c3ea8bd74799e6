import { readdir, readFile } from 'node:fs/promises';
import { type MemorySample, type Trend, trendOf } from './trend.ts';

const EVERY_MS = 1000;

interface Running {
  readonly pid: number;
  readonly parent: number;
  readonly command: string;
}

/** What a Chromium of ours holds while something is done with it (Linux). */
export interface BrowserMemory {
  /** Ends the watching. The renderers alone, which pages and workers run in, and the whole browser. */
  stop(): Promise<{ readonly renderers: Trend; readonly browser: Trend }>;
}

/** Looks once a second, until it is stopped. @param folder of the browser's profile */
export function watchBrowser(folder: string): BrowserMemory {
  const renderers: MemorySample[] = [];
  const browser: MemorySample[] = [];
  let looking: Promise<void> = Promise.resolve();
  const look = async () => {
    const found = await memoryOf(await processesOf(folder));
    renderers.push(sumOf(found.filter(({ isRenderer }) => isRenderer)));
    browser.push(sumOf(found));
  };
  const timer = setInterval(() => {
    looking = looking.then(look);
  }, EVERY_MS);
  return {
    stop: async () => {
      clearInterval(timer);
      await looking;
      return { renderers: trendOf(renderers), browser: trendOf(browser) };
    },
  };
}

/** The browser with this profile, and all that it has started. */
async function processesOf(folder: string): Promise<Running[]> {
  const all = await allProcesses();
  // Not what has started it with the same arguments, nor what it has started itself.
  const isRoot = ({ command }: Running) =>
    command.includes(`--user-data-dir=${folder}\0`) && !/\0--type=|quiet-chromium/.test(command);
  const found = all.filter(isRoot);
  // Grows while it is walked: children, and theirs.
  for (const { pid } of found) found.push(...all.filter(({ parent }) => parent === pid));
  return found;
}

async function allProcesses(): Promise<Running[]> {
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name));
  const read = await Promise.all(pids.map((pid) => readProcess(Number(pid))));
  return read.filter((one) => one !== undefined);
}

/** @returns undefined if it has ended meanwhile */
async function readProcess(pid: number): Promise<Running | undefined> {
  try {
    const [status, command] = await Promise.all([
      readFile(`/proc/${pid}/status`, 'utf8'),
      readFile(`/proc/${pid}/cmdline`, 'utf8'),
    ]);
    return { pid, parent: Number(/^PPid:\s+(\d+)/m.exec(status)?.[1]), command: asArguments(command) };
  } catch {
    return undefined;
  }
}

/** Chromium's children write their arguments anew, as one text with spaces. */
const asArguments = (command: string): string => `${command}\0`.replaceAll(' --', '\0--').replaceAll(/\0+$/g, '\0');

async function memoryOf(processes: readonly Running[]) {
  const found = await Promise.all(
    processes.map(async ({ pid, command }) => {
      const text = await readFile(`/proc/${pid}/smaps_rollup`, 'utf8').catch(() => undefined);
      if (text === undefined) return undefined;
      const kib = (name: string) => Number(new RegExp(`^${name}:\\s+(\\d+) kB`, 'm').exec(text)?.[1] ?? 0);
      return {
        isRenderer: command.includes('\0--type=renderer\0'),
        rssMib: kib('Rss') / 1024,
        pssMib: kib('Pss') / 1024,
      };
    }),
  );
  return found.filter((one) => one !== undefined);
}

function sumOf(samples: readonly MemorySample[]): MemorySample {
  const add = (pick: (one: MemorySample) => number) => samples.reduce((sum, one) => sum + pick(one), 0);
  return { rssMib: add(({ rssMib }) => rssMib), pssMib: add(({ pssMib }) => pssMib) };
}
