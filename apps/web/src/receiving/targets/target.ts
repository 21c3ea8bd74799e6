/** Where opened octets go. None of its files looks whole before `complete` has returned. */
export interface Target {
  /** Resolves when there is room for more. @throws SavingError, CancelledError */
  write(octets: Uint8Array<ArrayBuffer>): Promise<void>;
  /** All octets have been written. @returns the file, if it is still to be handed over. @throws SavingError */
  complete(): Promise<File | undefined>;
  /** Leaves nothing behind that looks whole. Never throws. */
  abandon(): Promise<void>;
}
