import type { ByteSource } from '@umschlag/sealed';
import type { ApiProblem } from '../api/problem.ts';
import { firstOctets } from './first-octets.ts';
import type { FromReceiver, Job, TargetGiven, ToReceiver } from './messages.ts';
import type { Course } from './opened-octets.ts';
import { CancelledError, problemOf } from './problems.ts';
import { pickedFile } from './targets/picked-file.ts';
import { storedFile } from './targets/stored-file.ts';
import { streamedFile } from './targets/streamed-file.ts';
import type { Target } from './targets/target.ts';

/** What a worker has that a page has not; the DOM's types know no workers. */
interface WorkerScope {
  postMessage(message: FromReceiver, transfer?: Transferable[]): void;
  onmessage: ((event: MessageEvent<ToReceiver>) => void) | null;
}

/** What a job is to write. It ends with an error if it is not whole. */
export type OctetsOf = (job: Job, course: Course) => ByteSource;

interface Running {
  readonly abort: AbortController;
  readonly released: PromiseWithResolvers<void>;
}

const scope = self as unknown as WorkerScope;
const REPORT_MS = 200;
const courses = new Map<string, Running>();

function targetOf(id: string, given: TargetGiven, { abort, released }: Running): Promise<Target> | Target {
  if (given.way === 'picked') return pickedFile(given.handle);
  if (given.way === 'stored') return storedFile(released.promise);
  return streamedFile(given.port, abort.signal, () => scope.postMessage({ name: 'ping', id }));
}

type Save = Extract<ToReceiver, { name: 'save' }>;

/** Fetches, opens, checks and writes. Says at its end what became of it, once. */
async function save({ id, job, target: given }: Save, running: Running, octetsOf: OctetsOf): Promise<void> {
  let target: Target | undefined;
  const report = reporter(id);
  try {
    target = await targetOf(id, given, running);
    const told = { signal: running.abort.signal, onOctets: report.octets, onTrouble: report.trouble };
    for await (const octets of octetsOf(job, told)) {
      await target.write(octets as Uint8Array<ArrayBuffer>);
      running.abort.signal.throwIfAborted();
    }
    const file = await target.complete();
    report.end();
    scope.postMessage({ name: 'done', id, file });
  } catch (error) {
    report.end();
    await target?.abandon();
    scope.postMessage({ name: 'ended', id, problem: problemOf(error) });
  }
}

type Preview = Extract<ToReceiver, { name: 'preview' }>;

/** Fetches the beginning of a file, opens and checks it, and gives it to the page: what failed its check never. */
async function preview({ id, job, maxOctets }: Preview, { abort }: Running, octetsOf: OctetsOf): Promise<void> {
  const report = reporter(id);
  try {
    const told = { signal: abort.signal, onOctets: report.octets, onTrouble: report.trouble };
    const octets = await firstOctets(octetsOf(job, told), maxOctets);
    report.end();
    scope.postMessage({ name: 'previewed', id, octets }, [octets.buffer]);
  } catch (error) {
    report.end();
    scope.postMessage({ name: 'ended', id, problem: problemOf(error) });
  }
}

/** Tells the page how far it is, a few times a second at most. */
function reporter(id: string) {
  let octets = 0;
  let trouble: ApiProblem | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const tell = () => {
    timer = undefined;
    scope.postMessage({ name: 'progress', id, octets, trouble: trouble?.code });
  };
  const soon = () => {
    timer ??= setTimeout(tell, REPORT_MS);
  };
  return {
    octets: (count: number) => {
      octets += count;
      soon();
    },
    trouble: (now: ApiProblem | undefined) => {
      trouble = now;
      soon();
    },
    end: () => clearTimeout(timer),
  };
}

/** Makes this worker save, or give the page the beginning of, what the page orders. */
export function serveJobs(octetsOf: OctetsOf): void {
  scope.onmessage = ({ data }) => {
    if (data.name === 'save' || data.name === 'preview') {
      const running = { abort: new AbortController(), released: Promise.withResolvers<void>() };
      courses.set(data.id, running);
      void (data.name === 'save' ? save(data, running, octetsOf) : preview(data, running, octetsOf));
      return;
    }
    const running = courses.get(data.id);
    if (data.name === 'cancel') running?.abort.abort(new CancelledError());
    else running?.released.resolve();
  };
}
