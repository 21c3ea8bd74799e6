import { StorageError } from '../storage-error.ts';

/** Turns an error of the file system into a `StorageError`; ours pass unchanged, and so do those of the source. */
export function asStorageError(error: unknown): unknown {
  if (error instanceof StorageError) return error;
  switch ((error as NodeJS.ErrnoException | undefined)?.code) {
    case 'ENOSPC':
    case 'EDQUOT':
    case 'EFBIG':
      return new StorageError('full', 'The disk is full.', { cause: error });
    case 'ENOENT':
      return new StorageError('not_found', 'There is no such object.', { cause: error });
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
      return new StorageError('denied', 'The storage folder may not be used.', { cause: error });
    case 'EIO':
    case 'EMFILE':
    case 'ENFILE':
      return new StorageError('unavailable', 'The disk does not answer.', { cause: error });
    default:
      return error;
  }
}

/** Runs `work` and translates its errors. */
export async function translated<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw asStorageError(error);
  }
}

/** The result, or `undefined` if the file is not there; any other trouble is none that may look like absence. */
export async function ifThere<T>(result: Promise<T>): Promise<T | undefined> {
  try {
    return await result;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

/** As {@link translated}, for what is listed. */
export async function* translatedEach<T>(list: AsyncIterable<T>): AsyncGenerator<T> {
  try {
    yield* list;
  } catch (error) {
    throw asStorageError(error);
  }
}
