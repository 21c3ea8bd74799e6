import { AppError, type ErrorCode } from '@umschlag/std';
import { StorageError, type StorageErrorCode } from '@umschlag/storage';

/** What of the storage's troubles may be told; the rest is ours to look into. */
const TOLD: Partial<Record<StorageErrorCode, { code: ErrorCode; message: string }>> = {
  unavailable: { code: 'storage_unavailable', message: 'The storage cannot be reached at the moment.' },
  // The sender came again on another connection; whoever still listens on this one may ask again.
  aborted: { code: 'storage_unavailable', message: 'The transfer was taken over by another connection.' },
  full: { code: 'storage_full', message: 'The storage is full.' },
};

/** For `catch`: throws the platform's error for an outage or a full storage, and anything else as it is. */
export function refuseForStorage(error: unknown): never {
  const told = error instanceof StorageError ? TOLD[error.code] : undefined;
  throw told ? new AppError(told.code, told.message, { cause: error }) : error;
}
