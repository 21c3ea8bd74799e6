/** How long a key stays unlocked without being used. */
export const IDLE_MS = 15 * 60_000;

/** What it takes of the clock, so that tests need not wait. */
export interface IdleClock {
  now(): number;
  /** Calls `act` after `ms`; gives what takes that back. */
  after(ms: number, act: () => void): () => void;
}

export const systemClock: IdleClock = {
  now: () => Date.now(),
  after(ms, act) {
    const timer = setTimeout(act, ms);
    return () => clearTimeout(timer);
  },
};

/** Calls `onIdle` once when nothing has touched it for a while. */
export class IdleLock {
  readonly #onIdle: () => void;
  readonly #clock: IdleClock;
  #deadline = Number.POSITIVE_INFINITY;
  #cancel = () => {};

  constructor(onIdle: () => void, clock: IdleClock = systemClock) {
    this.#onIdle = onIdle;
    this.#clock = clock;
  }

  /** Begins, or begins anew. */
  touch(): void {
    this.#cancel();
    this.#deadline = this.#clock.now() + IDLE_MS;
    this.#cancel = this.#clock.after(IDLE_MS, () => this.#onIdle());
  }

  /** A computer that slept has stopped the timer but not the time: to be asked before the key is used. */
  get isOver(): boolean {
    return this.#clock.now() >= this.#deadline;
  }
}
