import { StorageError } from './storage-error.ts';

const KEY_SHAPE = /^[a-z0-9][a-z0-9/_.-]{0,199}$/;

/** @throws StorageError `invalid_key` for what could leave its place in a file system or differ between servers */
export function checkKey(key: string): string {
  const segments = key.split('/');
  if (!KEY_SHAPE.test(key) || segments.some((segment) => segment === '' || segment.startsWith('.'))) {
    throw new StorageError('invalid_key', 'The key has characters that no object may have.');
  }
  return key;
}
