import { CancelledError, SavingError } from '../problems.ts';
import type { FromStream, ToStream } from './stream-messages.ts';
import type { Target } from './target.ts';

/** Shorter than the 30 seconds after which browsers end an idle service worker. */
export const PING_MS = 5_000;
/** A service worker that says nothing for so long was ended; one that waits for a slow disk still answers pings. */
const SILENCE_MS = 60_000;

/**
 * A download of the browser, fed through the service worker. Each piece is sent when the browser asks for it.
 * @param ping asks for a sign of life, over the page
 */
export function streamedFile(port: MessagePort, signal: AbortSignal, ping: () => void): Target {
  let sizeBytes = 0;
  let wanted = 0;
  let heardAt = Date.now();
  let failure: Error | undefined;
  let wake = () => {};
  let takenBytes: number | undefined;
  const fail = (error: Error) => {
    failure ??= error;
    wake();
  };
  const until = async (condition: () => boolean): Promise<void> => {
    while (!failure && !condition())
      await new Promise<void>((resolve) => {
        wake = resolve;
      });
    if (failure) throw failure;
  };
  signal.addEventListener('abort', () => fail(signal.reason));
  const send = (message: ToStream, transfer: Transferable[] = []) => port.postMessage(message, transfer);
  const timer = setInterval(() => {
    ping();
    if (Date.now() - heardAt > SILENCE_MS) fail(new SavingError('save_failed'));
  }, PING_MS);
  const end = () => {
    clearInterval(timer);
    port.close();
  };
  port.onmessage = ({ data }: MessageEvent<FromStream>) => {
    heardAt = Date.now();
    if (data.name === 'pull') wanted += 1;
    if (data.name === 'taken') takenBytes = data.sizeBytes;
    if (data.name === 'cancelled') return fail(new CancelledError());
    wake();
  };
  return {
    async write(octets) {
      await until(() => wanted > 0);
      wanted -= 1;
      sizeBytes += octets.length;
      // A copy to give away: others may still read theirs, or have cut it from something larger.
      const given = octets.slice();
      send({ name: 'piece', octets: given }, [given.buffer]);
    },
    async complete() {
      await until(() => wanted > 0);
      send({ name: 'end', sizeBytes });
      await until(() => takenBytes !== undefined);
      end();
      if (takenBytes !== sizeBytes) throw new SavingError('save_failed');
      return undefined;
    },
    async abandon() {
      send({ name: 'fail' });
      end();
    },
  };
}
