import type { Bytes } from '../blob-store.ts';
import { StorageError } from '../storage-error.ts';

interface Attempt {
  readonly stop: AbortController;
  readonly settled: Promise<unknown>;
  /** Pieces that have come so far: an attempt that gets none is hanging. */
  pieces: number;
}

/** An attempt that gets nothing for so long is hanging, and makes way for the next one. */
const HANGING_MS = 5_000;

/** Attempts of this process, by the place they write to. */
const underWay = new Map<string, Attempt>();

/**
 * Lets one attempt at a place write at a time. The next one waits for it to end, or stops it when it hangs: a sender
 * whose connection died comes again on a new one. Either way the old one has ended before the new one begins, so that
 * it can write nothing into what the new one has finished.
 * @throws StorageError `aborted` in the attempt that was overtaken
 */
export async function oneAttemptAtATime<T>(place: string, body: Bytes, work: (body: Bytes) => Promise<T>): Promise<T> {
  const before = underWay.get(place);
  const stop = new AbortController();
  const attempt = (before ? endOf(before) : Promise.resolve()).then(() => {
    requireLatest(stop.signal);
    return work(untilOvertaken(body, stop.signal, () => entry.pieces++));
  });
  const entry: Attempt = { stop, settled: attempt.catch(() => {}), pieces: 0 };
  underWay.set(place, entry);
  try {
    return await attempt;
  } finally {
    if (underWay.get(place) === entry) underWay.delete(place);
  }
}

/** Waits for the end of an attempt, and brings it about when the attempt hangs. */
async function endOf(attempt: Attempt): Promise<void> {
  for (;;) {
    const { pieces } = attempt;
    const pause = Promise.withResolvers<'hanging'>();
    const timer = setTimeout(() => pause.resolve('hanging'), HANGING_MS);
    const outcome = await Promise.race([attempt.settled, pause.promise]);
    clearTimeout(timer);
    if (outcome !== 'hanging') return;
    if (attempt.pieces === pieces) attempt.stop.abort();
  }
}

function overtakenError(): StorageError {
  return new StorageError('aborted', 'The same part came again on another connection.');
}

function requireLatest(overtaken: AbortSignal): void {
  if (overtaken.aborted) throw overtakenError();
}

/** Passes a body on until the attempt is overtaken, also while the body itself hangs. */
async function* untilOvertaken(body: Bytes, overtaken: AbortSignal, onPiece: () => void): Bytes {
  const iterator = body[Symbol.asyncIterator]();
  // One promise for each piece: racing against one for all would keep every piece until that one is settled.
  let interrupt = (_: StorageError) => {};
  const next = () =>
    new Promise<IteratorResult<Uint8Array>>((resolve, reject) => {
      interrupt = reject;
      iterator.next().then(resolve, reject);
    });
  const stop = () => interrupt(overtakenError());
  overtaken.addEventListener('abort', stop);
  let atEnd = false;
  try {
    while (!atEnd) {
      requireLatest(overtaken);
      const piece = await next();
      atEnd = piece.done === true;
      onPiece();
      if (!piece.done) yield piece.value;
    }
  } finally {
    overtaken.removeEventListener('abort', stop);
    // Not awaited: a body that hangs may never answer.
    if (!atEnd) void Promise.resolve(iterator.return?.()).catch(() => {});
  }
}
