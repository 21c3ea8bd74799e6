import { AppError } from '@umschlag/std';
import type { Limits } from '../organisations/index.ts';

/** What a draft holds already; files on their way count with the size they declared. */
export interface Usage {
  readonly fileCount: number;
  readonly totalBytes: number;
}

/**
 * Whether one more file fits.
 * @param sizeBytes octets of its plaintext
 * @throws AppError `file_too_large`, `delivery_too_large`, `too_many_files` (details: `max`)
 */
export function requireRoom(usage: Usage, sizeBytes: number, limits: Limits): void {
  if (sizeBytes > limits.maxFileBytes) {
    throw tooLarge('file_too_large', 'The file is larger than allowed.', limits.maxFileBytes);
  }
  if (usage.totalBytes + sizeBytes > limits.maxDeliveryBytes) {
    throw tooLarge('delivery_too_large', 'The files together are larger than allowed.', limits.maxDeliveryBytes);
  }
  if (usage.fileCount + 1 > limits.maxFiles) {
    throw new AppError('too_many_files', `At most ${limits.maxFiles} files are allowed.`, {
      details: { max: limits.maxFiles },
    });
  }
}

function tooLarge(code: 'file_too_large' | 'delivery_too_large', message: string, max: number): AppError {
  return new AppError(code, message, { details: { max } });
}
