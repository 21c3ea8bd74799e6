import type { FileHandle } from 'node:fs/promises';
import type { Bytes } from '../blob-store.ts';
import { giveBuffer, takeBuffer } from './write-buffers.ts';

/** Writes a body from `position` on, in few large writes, the next of which fills meanwhile. @returns octets written */
export async function writeBody(handle: FileHandle, body: Bytes, position: number): Promise<number> {
  const writer = new BufferedWriter(handle, position);
  try {
    for await (const piece of body) {
      for (let rest = piece; rest.length > 0; ) {
        rest = rest.subarray(writer.add(rest));
        if (writer.isFull) await writer.flush();
      }
    }
    await writer.flush();
    await writer.settled();
    return writer.position - position;
  } finally {
    await writer.close();
  }
}

/** Gathers octets in one buffer while another is being written. */
class BufferedWriter {
  readonly #handle: FileHandle;
  #filling = takeBuffer();
  #filled = 0;
  #spare = takeBuffer();
  #writing: Promise<void> = Promise.resolve();
  /** Where the next octet goes. */
  position: number;

  constructor(handle: FileHandle, position: number) {
    this.#handle = handle;
    this.position = position;
  }

  get isFull(): boolean {
    return this.#filled === this.#filling.length;
  }

  /** Takes what fits. @returns how many octets that were */
  add(piece: Uint8Array): number {
    const fits = Math.min(piece.length, this.#filling.length - this.#filled);
    this.#filling.set(fits === piece.length ? piece : piece.subarray(0, fits), this.#filled);
    this.#filled += fits;
    this.position += fits;
    return fits;
  }

  /** Begins to write what was gathered, once the write before has ended. */
  async flush(): Promise<void> {
    await this.#writing;
    if (this.#filled === 0) return;
    const octets = this.#filling.subarray(0, this.#filled);
    this.#writing = writeAll(this.#handle, octets, this.position - this.#filled);
    // It is looked at before the next write, or at the end.
    this.#writing.catch(() => undefined);
    [this.#filling, this.#spare] = [this.#spare, this.#filling];
    this.#filled = 0;
  }

  settled(): Promise<void> {
    return this.#writing;
  }

  /** Gives the buffers back, when the disk has let go of them. */
  async close(): Promise<void> {
    await this.#writing.catch(() => undefined);
    giveBuffer(this.#filling);
    giveBuffer(this.#spare);
  }
}

async function writeAll(handle: FileHandle, octets: Uint8Array, position: number): Promise<void> {
  for (let written = 0; written < octets.length; ) {
    written += (await handle.write(octets, written, octets.length - written, position + written)).bytesWritten;
  }
}
