/** Ends the launcher with one sentence for the person at the terminal, without a stack. */
export class Stop extends Error {
  constructor(sentence, exitCode = 1) {
    super(sentence);
    this.exitCode = exitCode;
  }
}
