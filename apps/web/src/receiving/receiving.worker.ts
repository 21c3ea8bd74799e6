import type { ApiProblem } from '../api/problem.ts';
import type { FromReceiver, Job, TargetGiven, ToReceiver } from './messages.ts';
import { openedOctets } from './opened-octets.ts';
import { CancelledError, problemOf } from './problems.ts';
import { pickedFile } from './targets/picked-file.ts';
import { storedFile } from './targets/stored-file.ts';
import { streamedFile } from './targets/streamed-file.ts';
import type { Target } from './targets/target.ts';

/** What a worker has that a page has not; the DOM's types know no workers. */
interface WorkerScope {
  postMessage(message: FromReceiver): void;
  onmessage: ((event: MessageEvent<ToReceiver>) => void) | null;
}

interface Course {
  readonly abort: AbortController;
  readonly released: PromiseWithResolvers<void>;
}

const scope = self as unknown as WorkerScope;
const REPORT_MS = 200;
const courses = new Map<string, Course>();

function targetOf(id: string, given: TargetGiven, { abort, released }: Course): Promise<Target> | Target {
  if (given.way === 'picked') return pickedFile(given.handle);
  if (given.way === 'stored') return storedFile(released.promise);
  return streamedFile(given.port, abort.signal, () => scope.postMessage({ name: 'ping', id }));
}

/** Fetches, opens, checks and writes. Says at its end what became of it, once. */
async function save(id: string, job: Job, given: TargetGiven, course: Course): Promise<void> {
  let target: Target | undefined;
  const report = reporter(id);
  try {
    target = await targetOf(id, given, course);
    const told = { signal: course.abort.signal, onOctets: report.octets, onTrouble: report.trouble };
    for await (const octets of openedOctets(job, told)) {
      await target.write(octets as Uint8Array<ArrayBuffer>);
      course.abort.signal.throwIfAborted();
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

scope.onmessage = ({ data }) => {
  if (data.name === 'save') {
    const course = { abort: new AbortController(), released: Promise.withResolvers<void>() };
    courses.set(data.id, course);
    void save(data.id, data.job, data.target, course);
    return;
  }
  const course = courses.get(data.id);
  if (data.name === 'cancel') course?.abort.abort(new CancelledError());
  else course?.released.resolve();
};
