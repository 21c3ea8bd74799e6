import { AppError } from '@umschlag/std';
import { createFairLine, type Lane } from './fair-line.ts';

interface Waiting {
  enter(): void;
  refuse(error: AppError): void;
}

const full = () =>
  new AppError('too_many_requests', 'Too many people are signing in just now.', { details: { retryAfterSeconds: 5 } });

/**
 * Lets only so many pieces of work run at once; others wait in a line that is fair to networks.
 * @throws AppError too_many_requests (from the gate) when the line is full
 */
export function createGate(size: { atOnce: number; waiting: number }) {
  let running = 0;
  const line = createFairLine<Waiting>(size.waiting);
  return async <T>(lane: Lane, work: () => Promise<T>): Promise<T> => {
    if (running >= size.atOnce) {
      // Whoever ends hands the place on, so `running` does not change.
      await new Promise<void>((enter, refuse) => line.join(lane, { enter, refuse })?.refuse(full()));
    } else running++;
    try {
      return await work();
    } finally {
      const next = line.next();
      if (next) next.enter();
      else running--;
    }
  };
}
