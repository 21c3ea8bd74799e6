import { useEffect, useState } from 'preact/hooks';
import type { ProblemCode } from '../api/problem.ts';
import { OwnWorker } from '../start-worker.ts';
import { SpeedEstimate } from '../transfer/speed.ts';
import gnupgWorkerUrl from './gnupg.worker.ts?worker&url';
import { sealedOctetsOf } from './job-size.ts';
import type { FromReceiver, Job, ReceivingProblem, TargetGiven, ToReceiver, Way } from './messages.ts';
import workerUrl from './receiving.worker.ts?worker&url';
import { type OpenStream, openStream } from './targets/open-stream.ts';
import { type PickFile, type Surroundings, waysHere } from './ways.ts';

/** What the page shows of a download. */
export interface Download {
  readonly phase: 'starting' | 'running' | 'done' | 'cancelled' | 'failed';
  readonly way: Way | undefined;
  /** Sealed octets: so many have arrived, of so many. */
  readonly octets: number;
  readonly totalOctets: number;
  readonly bytesPerSecond: number | undefined;
  /** It waits for something that passes by itself. */
  readonly trouble: ProblemCode | undefined;
  readonly problem: ReceivingProblem | undefined;
}

interface Running {
  readonly key: string;
  readonly name: string;
  readonly speed: SpeedEstimate;
  readonly stream: OpenStream | undefined;
  readonly workerUrl: string;
}

export interface Order {
  readonly job: Job;
  /** A harmless name. */
  readonly name: string;
  /** Of the plaintext, where it is known beforehand. */
  readonly sizeBytes: number | undefined;
}

const downloads = new Map<string, Download>();
/** By the id that the worker has for it. */
const running = new Map<string, Running>();
const ids = new Map<string, string>();
const listeners = new Set<() => void>();
const workers = new Map<string, OwnWorker<FromReceiver>>();

export const isUnderWay = (download: Download | undefined): boolean =>
  download?.phase === 'starting' || download?.phase === 'running';

function change(key: string, next: Partial<Download>): void {
  const before = downloads.get(key);
  if (before) downloads.set(key, { ...before, ...next });
  for (const listener of listeners) listener();
}

/**
 * Begins a download; to be called by a press, which browsers want to see. One that is under way under this key goes on.
 */
export async function startDownload(key: string, order: Order): Promise<void> {
  if (isUnderWay(downloads.get(key))) return;
  const before = downloads.get(key);
  const totalOctets = sealedOctetsOf(order.job);
  const none = { octets: 0, totalOctets, bytesPerSecond: undefined, trouble: undefined, problem: undefined };
  downloads.set(key, { phase: 'starting', way: undefined, ...none });
  change(key, {});
  try {
    const given = await targetFor(order);
    if (given) begin(key, order, given);
    else if (before) change(key, before);
    else {
      downloads.delete(key);
      change(key, {});
    }
  } catch (error) {
    console.warn(error);
    change(key, { phase: 'failed', problem: { kind: 'saving', code: 'save_failed' } });
  }
}

export function cancelDownload(key: string): void {
  const id = ids.get(key);
  const one = id === undefined ? undefined : running.get(id);
  if (id !== undefined && one) send(one.workerUrl, { name: 'cancel', id });
}

interface Given {
  readonly target: TargetGiven;
  readonly stream?: OpenStream;
}

/** By the first way that works. @returns undefined if the person has picked no file */
async function targetFor({ name, sizeBytes }: Order): Promise<Given | undefined> {
  let problem: unknown;
  for (const way of waysHere(globalThis as unknown as Surroundings)) {
    try {
      if (way === 'stored') return { target: { way } };
      if (way === 'picked') {
        const { showSaveFilePicker: pick } = globalThis as unknown as { showSaveFilePicker: PickFile };
        return { target: { way, handle: await pick({ suggestedName: name }) } };
      }
      const stream = await openStream(name, sizeBytes);
      return { target: { way, port: stream.port }, stream };
    } catch (error) {
      if ((error as { name?: unknown }).name === 'AbortError') return undefined;
      problem = error;
    }
  }
  throw problem ?? new Error('This browser has no way to save a file.');
}

function begin(key: string, { job, name }: Order, { target, stream }: Given): void {
  const id = crypto.randomUUID();
  const url = job.form?.name === 'gnupg' ? gnupgWorkerUrl : workerUrl;
  ids.set(key, id);
  running.set(id, { key, name, speed: new SpeedEstimate(), stream, workerUrl: url });
  change(key, { phase: 'running', way: target.way });
  send(url, { name: 'save', id, job, target }, target.way === 'streamed' ? [target.port] : []);
}

function send(url: string, message: ToReceiver, transfer: Transferable[] = []): void {
  const worker = workers.get(url) ?? newWorker(url);
  worker.postMessage(message, transfer);
}

function newWorker(url: string): OwnWorker<FromReceiver> {
  const worker = new OwnWorker<FromReceiver>(url);
  worker.onmessage = ({ data }) => take(data);
  worker.onerror = () => endAllOf(url);
  workers.set(url, worker);
  // The same listener is added once, however many workers there are.
  addEventListener('beforeunload', warnBeforeLeaving);
  addEventListener('pagehide', abandonStreams);
  return worker;
}

function take(message: FromReceiver): void {
  const { id } = message;
  const one = running.get(id);
  if (!one) return;
  if (message.name === 'ping') one.stream?.ping();
  else if (message.name === 'progress') showProgress(one, message);
  else if (message.name === 'done') {
    if (message.file) handOver(id, one, message.file);
    finish(id, one, { phase: 'done' });
  } else if (message.name === 'ended')
    finish(id, one, { phase: message.problem ? 'failed' : 'cancelled', problem: message.problem });
}

function showProgress({ key, speed }: Running, { octets, trouble }: Extract<FromReceiver, { name: 'progress' }>): void {
  speed.add(performance.now(), octets);
  change(key, { octets, trouble, bytesPerSecond: trouble === undefined ? speed.bytesPerSecond() : undefined });
}

function finish(id: string, { key, stream }: Running, last: Partial<Download>): void {
  stream?.close();
  running.delete(id);
  ids.delete(key);
  change(key, { ...last, trouble: undefined, bytesPerSecond: undefined });
}

/** A slow disk, and time to answer where to put it. The next download takes away what is still there then. */
const HANDING_OVER_MS = 5 * 60_000;
const SLOWEST_OCTETS_PER_MS = 2_000;

/** No browser tells when it has copied a file that was handed over. */
function handOver(id: string, { name, workerUrl }: Running, file: File): void {
  const url = URL.createObjectURL(file);
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  const release = () => {
    URL.revokeObjectURL(url);
    send(workerUrl, { name: 'release', id });
  };
  setTimeout(release, HANDING_OVER_MS + file.size / SLOWEST_OCTETS_PER_MS);
}

/** The worker did not load, or the browser has ended it. */
function endAllOf(url: string): void {
  workers.get(url)?.terminate();
  workers.delete(url);
  for (const [id, one] of running) {
    if (one.workerUrl !== url) continue;
    one.stream?.abandon();
    finish(id, one, { phase: 'failed', problem: { kind: 'saving', code: 'save_failed' } });
  }
}

function warnBeforeLeaving(event: BeforeUnloadEvent): void {
  if (running.size > 0) event.preventDefault();
}

function abandonStreams(): void {
  for (const { stream } of running.values()) stream?.abandon();
}

export function useDownload(key: string): Download | undefined {
  const [download, setDownload] = useState(downloads.get(key));
  useEffect(() => {
    const update = () => setDownload(downloads.get(key));
    listeners.add(update);
    update();
    return () => void listeners.delete(update);
  }, [key]);
  return download;
}
