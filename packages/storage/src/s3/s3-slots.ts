/**
 * A number of places that may be held at once. Who finds none free waits in line, but not for long: a queue without
 * an end would turn slow readers into an outage that nobody is told of.
 */
export class Slots {
  readonly #waitMs: number;
  readonly #line = new Set<() => void>();
  #free: number;

  constructor(count: number, waitMs: number) {
    this.#free = count;
    this.#waitMs = waitMs;
  }

  /** @returns gives the place back; may be called more than once @throws Error `NoFreeConnection` after `waitMs` */
  async take(): Promise<() => void> {
    if (this.#free > 0) this.#free -= 1;
    else await this.#turn();
    let isHeld = true;
    return () => {
      if (isHeld) this.#giveBack();
      isHeld = false;
    };
  }

  #turn(): Promise<void> {
    return new Promise((resolve, reject) => {
      const turn = () => {
        clearTimeout(timer);
        resolve();
      };
      const timer = setTimeout(() => {
        this.#line.delete(turn);
        reject(Object.assign(new Error('All connections to the storage are in use.'), { name: 'NoFreeConnection' }));
      }, this.#waitMs);
      this.#line.add(turn);
    });
  }

  /** A place given back goes to the first in line, and is free only when nobody waits. */
  #giveBack(): void {
    const [first] = this.#line;
    if (!first) {
      this.#free += 1;
      return;
    }
    this.#line.delete(first);
    first();
  }
}
