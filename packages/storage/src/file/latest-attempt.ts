import type { Bytes } from '../blob-store.ts';
import { StorageError } from '../storage-error.ts';

interface Attempt {
  readonly stop: AbortController;
  readonly settled: Promise<unknown>;
}

/** Attempts of this process, by the place they write to. */
const underWay = new Map<string, Attempt>();

/**
 * Lets only the latest attempt at a place write. A sender whose connection hangs comes again on a new one; the old
 * attempt is stopped, and has ended before the new one begins, so that it can write nothing into what the new one has
 * finished.
 * @throws StorageError `aborted` in the attempt that was overtaken
 */
export async function latestAttempt<T>(place: string, work: (overtaken: AbortSignal) => Promise<T>): Promise<T> {
  const before = underWay.get(place);
  const stop = new AbortController();
  before?.stop.abort();
  const attempt = (before?.settled ?? Promise.resolve()).then(() => {
    requireLatest(stop.signal);
    return work(stop.signal);
  });
  const entry = { stop, settled: attempt.catch(() => {}) };
  underWay.set(place, entry);
  try {
    return await attempt;
  } finally {
    if (underWay.get(place) === entry) underWay.delete(place);
  }
}

function overtakenError(): StorageError {
  return new StorageError('aborted', 'The same part came again on another connection.');
}

export function requireLatest(overtaken: AbortSignal): void {
  if (overtaken.aborted) throw overtakenError();
}

/** Passes a body on until the attempt is overtaken, also while the body itself hangs. */
export async function* untilOvertaken(body: Bytes, overtaken: AbortSignal): Bytes {
  const iterator = body[Symbol.asyncIterator]();
  const { promise: stopped, reject } = Promise.withResolvers<never>();
  stopped.catch(() => {});
  const stop = () => reject(overtakenError());
  overtaken.addEventListener('abort', stop);
  let atEnd = false;
  try {
    while (!atEnd) {
      requireLatest(overtaken);
      const next = await Promise.race([iterator.next(), stopped]);
      atEnd = next.done === true;
      if (!next.done) yield next.value;
    }
  } finally {
    overtaken.removeEventListener('abort', stop);
    // Not awaited: a body that hangs may never answer.
    if (!atEnd) void Promise.resolve(iterator.return?.()).catch(() => {});
  }
}
