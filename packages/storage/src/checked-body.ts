import { createHash } from 'node:crypto';
import type { Bytes } from './blob-store.ts';
import { StorageError } from './storage-error.ts';

/**
 * Passes a body on and checks its size and digest. The last octets come only after both were found right,
 * so that whoever stores what it yields never completes a wrong body.
 */
export async function* checkedBody(body: Bytes, expected: { sizeBytes: number; sha256?: Uint8Array }): Bytes {
  const hash = expected.sha256 ? createHash('sha256') : undefined;
  let seen = 0;
  let held: Uint8Array | undefined;
  for await (const piece of body) {
    seen += piece.length;
    if (seen > expected.sizeBytes) throw new StorageError('size_mismatch', 'The body is longer than was said.');
    hash?.update(piece);
    if (held) yield held;
    held = piece;
  }
  if (seen !== expected.sizeBytes) throw new StorageError('size_mismatch', 'The body is shorter than was said.');
  if (hash && expected.sha256 && !hash.digest().equals(expected.sha256)) {
    throw new StorageError('digest_mismatch', 'The body does not have the SHA-256 that was said.');
  }
  if (held) yield held;
}
