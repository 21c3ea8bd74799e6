import { extended, truncated } from './diagnosis.ts';
import type { ByteSource } from './piece-queue.ts';
import { PieceQueue } from './piece-queue.ts';

/** Reads a source whose length is known beforehand: less is `truncated`, more is `extended`. */
export class ExactReader {
  readonly #source: AsyncIterator<Uint8Array>;
  readonly #waiting = new PieceQueue();
  #ended = false;

  constructor(source: ByteSource) {
    this.#source = source[Symbol.asyncIterator]();
  }

  async take(octets: number): Promise<Uint8Array[]> {
    while (this.#waiting.length < octets) if (!(await this.#more())) throw truncated();
    return this.#waiting.take(octets);
  }

  /** Demands that nothing is left. */
  async end(): Promise<void> {
    while (this.#waiting.length === 0) if (!(await this.#more())) return;
    throw extended();
  }

  /** Tells the source that no more is wanted; to be called in every case. */
  async close(): Promise<void> {
    if (!this.#ended) await this.#source.return?.();
  }

  async #more(): Promise<boolean> {
    const next = await this.#source.next();
    this.#ended = next.done === true;
    if (!next.done) this.#waiting.push(next.value);
    return !this.#ended;
  }
}
