import type { Terminal } from './terminal/index.ts';

export interface Command {
  readonly summary: string;
  /** Shown by `umschlag help NAME`. */
  readonly help: string;
  /** @throws CommandError */
  run(args: readonly string[], terminal: Terminal): Promise<void>;
}
