/** Memory for one part under way; used again and again, as fresh pages cost a third of the sealing time. */
export class Slot {
  #plain = new Uint8Array(0);
  #sealed = new Uint8Array(0);

  plain(octets: number): Uint8Array<ArrayBuffer> {
    if (this.#plain.length < octets) this.#plain = new Uint8Array(octets);
    return this.#plain.subarray(0, octets);
  }

  sealed(octets: number): Uint8Array<ArrayBuffer> {
    if (this.#sealed.length < octets) this.#sealed = new Uint8Array(octets);
    return this.#sealed.subarray(0, octets);
  }
}

/** A fixed number of slots: as many parts are in flight at once, over all files. */
export class Slots {
  readonly #free: Slot[];
  readonly #waiting: ((slot: Slot) => void)[] = [];

  constructor(count: number) {
    this.#free = Array.from({ length: count }, () => new Slot());
  }

  /** Runs `work` with a slot as soon as one is free. */
  async use<T>(work: (slot: Slot) => Promise<T>): Promise<T> {
    const slot = this.#free.pop() ?? (await new Promise<Slot>((resolve) => this.#waiting.push(resolve)));
    try {
      return await work(slot);
    } finally {
      const next = this.#waiting.shift();
      if (next) next(slot);
      else this.#free.push(slot);
    }
  }
}
