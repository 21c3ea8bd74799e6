import { AppError } from '@umschlag/std';

/**
 * Lets only so many pieces of work run at once; others wait in line.
 * @throws AppError too_many_requests (from the gate) when the line is full
 */
export function createGate(size: { atOnce: number; waiting: number }) {
  let running = 0;
  const line: (() => void)[] = [];
  return async <T>(work: () => Promise<T>): Promise<T> => {
    if (running >= size.atOnce) {
      if (line.length >= size.waiting) {
        const details = { retryAfterSeconds: 5 };
        throw new AppError('too_many_requests', 'Too many people are signing in just now.', { details });
      }
      // Whoever ends hands the place on, so `running` does not change.
      await new Promise<void>((resolve) => line.push(resolve));
    } else running++;
    try {
      return await work();
    } finally {
      const next = line.shift();
      if (next) next();
      else running--;
    }
  };
}
