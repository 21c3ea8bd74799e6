import { AppError } from '@umschlag/std';

/**
 * How many octets `Content-Length` declares; Node has refused what is no number (RFC 9110 §8.6).
 * @throws AppError `invalid_request` (details: `part`, `field`) when it is missing, as with chunks
 */
export function readContentLength(header: string | undefined): number {
  if (header === undefined) {
    throw new AppError('invalid_request', 'A part needs Content-Length.', {
      details: { part: 'headers', field: 'content-length' },
    });
  }
  return Number(header);
}
