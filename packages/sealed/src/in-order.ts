import type { Awaitable, Engine } from './engine.ts';

/** Chunks between two pauses of an engine that blocks: 2 MiB, about a millisecond. */
const CHUNKS_PER_BREATH = 8;

/** Runs jobs a few at a time and gives their results in order. A job that fails ends the sequence with its error. */
export async function* inOrder<T>(engine: Engine, jobs: AsyncIterable<() => Awaitable<T>>): AsyncGenerator<T> {
  const running: Awaitable<T>[] = [];
  let started = 0;
  for await (const job of jobs) {
    const result = job();
    // The error is raised when its turn comes; without this, one behind it would count as unhandled.
    if (result instanceof Promise) result.catch(() => undefined);
    running.push(result);
    started += 1;
    if (running.length >= engine.chunksInFlight) yield await running.shift()!;
    if (started % CHUNKS_PER_BREATH === 0) await engine.breathe?.();
  }
  for (const result of running) yield await result;
}
