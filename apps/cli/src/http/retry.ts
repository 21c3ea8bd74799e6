import { setTimeout as sleep } from 'node:timers/promises';
import { Interrupted } from '../exit.ts';
import { UnreachableError } from './failures.ts';

const FIRST_DELAY_MS = 500;
const LONGEST_DELAY_MS = 15_000;
const LONGEST_RETRY_AFTER_MS = 60_000;
/** Long enough for a server to be updated and started again. */
export const PATIENCE_MS = 5 * 60_000;

export interface Patience {
  readonly signal: AbortSignal;
  /** How long to go on without success, in milliseconds. */
  readonly patienceMs: number;
  /** Told before each pause. */
  onPause(failure: UnreachableError, delayMs: number): void;
  /** Injected in tests. @throws when the signal aborts */
  wait(ms: number, signal: AbortSignal): Promise<unknown>;
  nowMs(): number;
  /** From 0 to 1. */
  random(): number;
}

/** Patience as the command has it. */
export function patience(signal: AbortSignal, onPause: Patience['onPause'] = () => {}): Patience {
  return {
    signal,
    patienceMs: PATIENCE_MS,
    onPause,
    wait: (ms, stop) => sleep(ms, undefined, { signal: stop }),
    nowMs: () => performance.now(),
    random: Math.random,
  };
}

/**
 * Pause before try number `attempt` + 1: doubling from 0.5 s to 15 s, spread so that many clients do not come back
 * together, and never shorter than the server asked.
 * @param attempt from 1
 */
export function delayMs(attempt: number, retryAfterMs: number | undefined, random: number): number {
  const grown = Math.min(LONGEST_DELAY_MS, FIRST_DELAY_MS * 2 ** (attempt - 1));
  const spread = grown * (0.5 + random / 2);
  return Math.max(spread, Math.min(retryAfterMs ?? 0, LONGEST_RETRY_AFTER_MS));
}

/**
 * Does `work` until it succeeds, is refused, or patience ends; then the last failure is thrown.
 * @param work calls `moved` when it got further, which starts patience and pauses anew
 * @param mayRepeat whether a failure may be followed by another try; by default each that may pass
 * @throws Interrupted when the signal aborts
 */
export async function withRetries<T>(
  given: Patience,
  work: (moved: () => void) => Promise<T>,
  mayRepeat: (failure: UnreachableError) => boolean = () => true,
): Promise<T> {
  let since = given.nowMs();
  let attempt = 0;
  const moved = () => {
    since = given.nowMs();
    attempt = 0;
  };
  for (;;) {
    if (given.signal.aborted) throw new Interrupted();
    try {
      return await work(moved);
    } catch (error) {
      if (given.signal.aborted) throw new Interrupted();
      if (!(error instanceof UnreachableError) || !mayRepeat(error)) throw error;
      attempt += 1;
      const pauseMs = delayMs(attempt, error.retryAfterMs, given.random());
      if (given.nowMs() - since + pauseMs > given.patienceMs) throw error;
      given.onPause(error, pauseMs);
      await given.wait(pauseMs, given.signal).catch(() => {
        throw new Interrupted();
      });
    }
  }
}
