import { StorageError } from '../storage-error.ts';

interface ServiceError {
  readonly name?: string;
  readonly Code?: string;
  readonly code?: string;
  readonly $metadata?: { readonly httpStatusCode?: number; readonly requestId?: string | undefined };
}

const BY_NAME: Record<string, ConstructorParameters<typeof StorageError>[0]> = {
  NoSuchKey: 'not_found',
  NotFound: 'not_found',
  NoSuchUpload: 'no_such_multipart',
  InvalidPart: 'missing_part',
  InvalidPartOrder: 'missing_part',
  XAmzContentSHA256Mismatch: 'digest_mismatch',
  BadDigest: 'digest_mismatch',
  IncompleteBody: 'size_mismatch',
  QuotaExceeded: 'full',
  InsufficientCapacity: 'full',
  AccessDenied: 'denied',
  InvalidAccessKeyId: 'denied',
  SignatureDoesNotMatch: 'denied',
  NoSuchBucket: 'denied',
  AbortError: 'aborted',
};

const SENTENCES: Record<ConstructorParameters<typeof StorageError>[0], string> = {
  not_found: 'There is no such object.',
  unavailable: 'The storage does not answer.',
  full: 'The storage is full.',
  digest_mismatch: 'The storage received other octets than were said.',
  size_mismatch: 'The storage received fewer octets than were said.',
  no_such_multipart: 'There is no such upload.',
  missing_part: 'A part is not there.',
  invalid_key: 'The key has characters that no object may have.',
  denied: 'The storage refuses our access.',
  aborted: 'The reader has gone.',
};

/** The code of an error that the SDK or the connection raised. */
function codeOf(error: ServiceError) {
  const named = BY_NAME[error.name ?? ''] ?? BY_NAME[error.Code ?? ''];
  if (named) return named;
  const status = error.$metadata?.httpStatusCode ?? 0;
  if (status === 404) return 'not_found';
  if (status === 507) return 'full';
  if (status === 401 || status === 403) return 'denied';
  return 'unavailable';
}

/** What a log may hold: the SDK's own errors hang on to the request, with its signature, and to the socket. */
function essenceOf(error: unknown): Error {
  const { name, code, message, $metadata } = (error ?? {}) as ServiceError & { message?: string };
  const facts = [code, message, $metadata?.httpStatusCode, $metadata?.requestId].filter((fact) => fact !== undefined);
  const essence = new Error(facts.join(', '));
  essence.name = name ?? 'Error';
  return essence;
}

/**
 * Every error of the SDK becomes a `StorageError`; an outage never becomes "not found".
 * Ours pass unchanged: they come from the body that was being sent.
 */
export function asStorageError(error: unknown): StorageError {
  if (error instanceof StorageError) return error;
  const code = codeOf((error ?? {}) as ServiceError);
  return new StorageError(code, SENTENCES[code], { cause: essenceOf(error) });
}

/** Runs `work` and translates its errors. */
export async function translated<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw asStorageError(error);
  }
}
