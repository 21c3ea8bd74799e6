import { ApiProblem, type ProblemCode } from '../api/problem.ts';
import { backoffMs } from './backoff.ts';
import { waitForRetry } from './wait.ts';

/** What passes by itself, so that trying again helps; everything else is told to the person. */
const PASSING: ReadonlySet<ProblemCode> = new Set([
  'network_unreachable',
  'too_many_requests',
  'internal_error',
  'service_unavailable',
  'storage_unavailable',
  'part_digest_mismatch',
]);

export const passesByItself = (error: unknown): error is ApiProblem =>
  error instanceof ApiProblem && PASSING.has(error.code);

/**
 * Does the work until it succeeds or fails for good. Trouble that passes is waited out, however long:
 * the line may be away for a night.
 * @param onTrouble told before each wait, and with undefined when it is tried again
 */
export async function untilDone<T>(
  work: () => Promise<T>,
  signal: AbortSignal,
  onTrouble: (trouble: ApiProblem | undefined) => void,
): Promise<T> {
  for (let failures = 1; ; failures += 1) {
    signal.throwIfAborted();
    try {
      const result = await work();
      if (failures > 1) onTrouble(undefined);
      return result;
    } catch (error) {
      if (!passesByItself(error)) throw error;
      onTrouble(error);
      await waitForRetry(Math.max(backoffMs(failures, Math.random()), error.retryAfterMs ?? 0), signal);
    }
  }
}
