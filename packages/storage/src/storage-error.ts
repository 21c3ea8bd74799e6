export type StorageErrorCode =
  | 'not_found'
  | 'unavailable'
  | 'full'
  | 'digest_mismatch'
  | 'size_mismatch'
  | 'no_such_multipart'
  | 'missing_part'
  | 'invalid_key'
  | 'denied'
  | 'aborted';

/** What went wrong in the storage; the message never holds a credential. */
export class StorageError extends Error {
  override readonly name = 'StorageError';
  readonly code: StorageErrorCode;
  constructor(code: StorageErrorCode, message: string, options: { cause?: unknown } = {}) {
    super(message, options);
    this.code = code;
  }
}
