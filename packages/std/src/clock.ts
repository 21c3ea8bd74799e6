/** The only source of "now". Injected everywhere, so that tests can travel in time. */
export interface Clock {
  now(): Date;
}

export const systemClock: Clock = { now: () => new Date() };

/** A clock that stands still until it is moved. For tests. */
export class TestClock implements Clock {
  #nowMs: number;
  constructor(start: Date | string) {
    this.#nowMs = new Date(start).getTime();
  }
  now(): Date {
    return new Date(this.#nowMs);
  }
  /** Moves by a duration in milliseconds (negative moves back). */
  advanceMs(durationMs: number): void {
    this.#nowMs += durationMs;
  }
  set(instant: Date | string): void {
    this.#nowMs = new Date(instant).getTime();
  }
}

export const SECOND_MS = 1000;
export const MINUTE_MS = 60 * SECOND_MS;
export const HOUR_MS = 60 * MINUTE_MS;
export const DAY_MS = 24 * HOUR_MS;

/** The instant `durationMs` after `start`. */
export function addMs(start: Date, durationMs: number): Date {
  return new Date(start.getTime() + durationMs);
}
