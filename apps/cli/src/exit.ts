/** What the command ends with. Documented in docs and in `umschlag help`. */
export const EXIT = {
  ok: 0,
  /** The server said no; its code and sentence were printed. */
  refused: 1,
  /** Wrong arguments, or a local file or folder that cannot be used. */
  usage: 2,
  /** The server could not be reached, or the command was interrupted. */
  network: 3,
  /** What the server gave is not what the sender signed, or a key is another than the remembered one. */
  untrusted: 4,
  /** A mistake in this program. */
  bug: 70,
} as const;

export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

/** An error for the person at the terminal: one sentence with what to do next. */
export class CommandError extends Error {
  override readonly name: string = 'CommandError';
  readonly exitCode: ExitCode;
  constructor(exitCode: ExitCode, sentence: string, options: { cause?: unknown } = {}) {
    super(sentence, options);
    this.exitCode = exitCode;
  }
}

/** Wrong arguments, or something on this machine that cannot be used. */
export class UsageError extends CommandError {
  override readonly name = 'UsageError';
  constructor(sentence: string, options: { cause?: unknown } = {}) {
    super(EXIT.usage, sentence, options);
  }
}

/** The person pressed Ctrl-C, or the system asked the process to end. */
export class Interrupted extends CommandError {
  override readonly name = 'Interrupted';
  constructor() {
    super(EXIT.network, 'Interrupted.');
  }
}
