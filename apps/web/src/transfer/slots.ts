const MAX_IN_FLIGHT = 4;
const SLOW_PART_MS = 10_000;
const VERY_SLOW_PART_MS = 25_000;

/**
 * How many parts to have under way. On a slow line parts side by side make each of them long,
 * and proxies cut long requests: there they go one after the other.
 * @param lastPartMs what the last part took
 */
export function partsInFlight(lastPartMs: number): number {
  if (lastPartMs > VERY_SLOW_PART_MS) return 1;
  return lastPartMs > SLOW_PART_MS ? 2 : MAX_IN_FLIGHT;
}

/** At most `limit` at a time, first come first served. The limit may change while they run. */
export class Slots {
  limit: number;
  #taken = 0;
  readonly #waiting: (() => void)[] = [];

  constructor(limit: number) {
    this.limit = limit;
  }

  /**
   * Waits for a slot. @returns what gives it back; calling it twice does no harm
   * @throws the signal's reason if it is aborted while waiting
   */
  async acquire(signal: AbortSignal): Promise<() => void> {
    while (this.#taken >= this.limit) {
      signal.throwIfAborted();
      await this.#next(signal);
    }
    signal.throwIfAborted();
    this.#taken += 1;
    let held = true;
    return () => {
      if (!held) return;
      held = false;
      this.#taken -= 1;
      this.#wake();
    };
  }

  #next(signal: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      this.#waiting.push(resolve);
      signal.addEventListener('abort', () => this.#wakeAll(), { once: true });
    });
  }

  #wake(): void {
    const free = this.limit - this.#taken;
    for (let n = 0; n < free; n += 1) this.#waiting.shift()?.();
  }

  #wakeAll(): void {
    for (const wake of this.#waiting.splice(0)) wake();
  }
}
