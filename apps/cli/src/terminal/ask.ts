import { createInterface } from 'node:readline';
import { Writable } from 'node:stream';
import type { ReadStream } from 'node:tty';
import { Interrupted } from '../exit.ts';

/** Asks on a terminal, line by line. The questions go where the remarks go, so that standard output stays the result. */
export function askOn(input: ReadStream, output: NodeJS.WriteStream, signal: AbortSignal) {
  return (question: string, { isHidden = false }: { isHidden?: boolean } = {}): Promise<string> => {
    const { promise, resolve, reject } = Promise.withResolvers<string>();
    if (isHidden) output.write(question);
    // readline puts the terminal into raw mode, so that it alone shows what is typed: here to nobody.
    const shown = isHidden ? new Writable({ write: (_, __, done) => done() }) : output;
    const lines = createInterface({ input, output: shown, terminal: true, historySize: 0 });
    const stop = () => lines.close();
    signal.addEventListener('abort', stop, { once: true });
    lines.on('SIGINT', stop);
    lines.on('close', () => {
      signal.removeEventListener('abort', stop);
      if (isHidden) output.write('\n');
      // After an answer this says nothing any more.
      reject(new Interrupted());
    });
    lines.question(isHidden ? '' : question, (answer) => {
      resolve(answer);
      lines.close();
    });
    return promise;
  };
}
