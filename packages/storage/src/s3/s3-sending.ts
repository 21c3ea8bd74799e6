import { Readable } from 'node:stream';
import type { Bytes } from '../blob-store.ts';
import { StorageError } from '../storage-error.ts';
import { asStorageError } from './s3-errors.ts';

/** What lies ready for the connection, and the longest piece handed to it: a server that takes any is not silent. */
const READY_OCTETS = 256 * 1024;

/**
 * Sends a command with a body. What the body's source throws is what the caller sees, and not the connection's error
 * that follows from it. A source may pause for as long as it likes; whoever feeds it has limits of their own.
 * @param silenceMs how long the server may take nothing, or not answer, while octets are there for it
 * @throws StorageError `unavailable` for a silent server, and those of `asStorageError`
 */
export async function sendBody<T>(
  body: Bytes,
  silenceMs: number,
  send: (stream: Readable, signal: AbortSignal) => Promise<T>,
): Promise<T> {
  let cause: unknown;
  // The SDK would wait for the rest of the body until its time is over.
  const broken = new AbortController();
  const breakOff = (error: unknown) => {
    cause ??= error;
    broken.abort();
  };
  const server = new ServerTurn(silenceMs, breakOff);
  const stream = Readable.from(watched(body, server, breakOff), { objectMode: false, highWaterMark: READY_OCTETS });
  // Without a listener an early error would end the process.
  stream.on('error', () => {});
  try {
    return await send(stream, broken.signal);
  } catch (error) {
    throw cause ?? asStorageError(error);
  } finally {
    server.close();
    stream.destroy();
  }
}

/** While this waits for its source it is not the server's turn; while nobody asks it for more, it is. */
async function* watched(body: Bytes, server: ServerTurn, onError: (error: unknown) => void): Bytes {
  try {
    for await (const piece of body) {
      for (let at = 0; at < piece.length; at += READY_OCTETS) {
        server.begins();
        yield piece.subarray(at, at + READY_OCTETS);
        server.ends();
      }
    }
  } catch (error) {
    onError(error);
    throw error;
  }
  // All is handed over; what is left is the answer.
  server.begins();
}

/** The clock that counts while it is the server's turn. Restarting it costs far less than a new one for each piece. */
class ServerTurn {
  readonly #clock: NodeJS.Timeout;
  #isOn = false;
  #isOver = false;

  constructor(silenceMs: number, onSilence: (error: StorageError) => void) {
    this.#clock = setTimeout(() => {
      if (this.#isOn) onSilence(new StorageError('unavailable', 'The storage does not answer.'));
    }, silenceMs);
  }

  begins(): void {
    // The source may give its last piece when the sending has ended already.
    if (this.#isOver) return;
    this.#isOn = true;
    this.#clock.refresh();
  }

  ends(): void {
    this.#isOn = false;
  }

  close(): void {
    this.#isOver = true;
    clearTimeout(this.#clock);
  }
}
