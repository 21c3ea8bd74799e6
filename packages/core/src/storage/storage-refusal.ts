import { AppError, type ErrorCode } from '@umschlag/std';
import { StorageError, type StorageErrorCode } from '@umschlag/storage';

const UNAVAILABLE = { code: 'storage_unavailable', message: 'The storage is not available at the moment.' } as const;

/**
 * What of the storage's troubles may be told. The rest is what a use case did wrong or has to expect itself, or ours to
 * look into.
 */
const TOLD: Partial<Record<StorageErrorCode, { code: ErrorCode; message: string }>> = {
  unavailable: UNAVAILABLE,
  // Of our own credentials: to whoever asks it is an outage.
  denied: UNAVAILABLE,
  // The sender came again on another connection; whoever still listens on this one may ask again.
  aborted: { code: 'storage_unavailable', message: 'The transfer was taken over by another connection.' },
  full: { code: 'storage_full', message: 'The storage is full.' },
};

/** The platform's error for a trouble of the storage that may be told; `undefined` for anything else. */
export function storageRefusal(error: unknown): AppError | undefined {
  const told = error instanceof StorageError ? TOLD[error.code] : undefined;
  return told && new AppError(told.code, told.message, { cause: error });
}

/** For `catch`: throws the platform's error for an outage or a full storage, and anything else as it is. */
export function refuseForStorage(error: unknown): never {
  throw storageRefusal(error) ?? error;
}
