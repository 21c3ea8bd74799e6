import type { Terminal } from '../terminal/index.ts';

export interface RecordedTerminal extends Terminal {
  readonly printed: string[];
  readonly noted: string[];
}

/** A terminal that keeps what was said. @param onNote is told of each line at once */
export function recordedTerminal(
  given: {
    env?: Record<string, string | undefined>;
    input?: string;
    signal?: AbortSignal;
    onNote?: (line: string) => void;
    ask?: Terminal['ask'];
  } = {},
): RecordedTerminal {
  const printed: string[] = [];
  const noted: string[] = [];
  return {
    printed,
    noted,
    env: given.env ?? {},
    signal: given.signal ?? new AbortController().signal,
    ask: given.ask,
    screen: undefined,
    print: (line) => void printed.push(line),
    note: (line) => {
      noted.push(line);
      given.onNote?.(line);
    },
    readInput: async () => given.input ?? '',
  };
}
