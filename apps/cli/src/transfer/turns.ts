/** Lets some work be done in the order in which turns were taken, whatever else its takers do meanwhile. */
export class Turns {
  #last: Promise<unknown> = Promise.resolve();

  /** Takes the next turn, at once. @returns what does the work when the turns before have ended */
  take(): Turn {
    const before = this.#last;
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#last = promise;
    return {
      run: async (work) => {
        await before;
        try {
          return await work();
        } finally {
          resolve();
        }
      },
      giveUp: () => void before.then(() => resolve()),
    };
  }
}

export interface Turn {
  /** May be called again when the turn is over: then it does not wait. */
  run<T>(work: () => Promise<T>): Promise<T>;
  /** Lets the next one in, when it would have been this one’s turn, without having worked. */
  giveUp(): void;
}
