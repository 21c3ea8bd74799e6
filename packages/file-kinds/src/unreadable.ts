/** Ends the reading of a file; `inspectFile` makes a danger of it, so that it never leaves this package. */
export class Unreadable extends Error {
  override readonly name = 'Unreadable';
  readonly danger: 'malformed' | 'unchecked';
  constructor(danger: 'malformed' | 'unchecked') {
    super(danger);
    this.danger = danger;
  }
}
