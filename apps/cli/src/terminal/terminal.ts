import { text } from 'node:stream/consumers';
import { askOn } from './ask.ts';

/** Everything that a command may touch of the process it runs in. */
export interface Terminal {
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Aborted by Ctrl-C. */
  readonly signal: AbortSignal;
  /** The result, to standard output; a line break is added. */
  print(line: string): void;
  /** Whatever is said besides, to standard error; a line break is added. */
  note(line: string): void;
  /** All of standard input. */
  readInput(): Promise<string>;
  /**
   * Asks the person; `isHidden`: what is typed is not shown. Undefined when there is nobody to ask.
   * @throws Interrupted on Ctrl-C
   */
  readonly ask: ((question: string, how?: { isHidden?: boolean }) => Promise<string>) | undefined;
  /** Where progress is drawn; undefined when nobody looks. */
  readonly screen: Screen | undefined;
}

export interface Screen {
  readonly columns: number;
  write(text: string): void;
}

/** The terminal of this process. */
export function processTerminal(signal: AbortSignal): Terminal {
  const { stderr } = process;
  return {
    env: process.env,
    signal,
    print: (line) => process.stdout.write(`${line}\n`),
    note: (line) => stderr.write(`${line}\n`),
    readInput: () => text(process.stdin),
    ask: process.stdin.isTTY && stderr.isTTY ? askOn(process.stdin, stderr, signal) : undefined,
    screen: stderr.isTTY
      ? {
          get columns() {
            return stderr.columns || 80;
          },
          write: (piece) => stderr.write(piece),
        }
      : undefined,
  };
}
