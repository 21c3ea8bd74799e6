import { AppError } from '@umschlag/std';

const MAX_OCTETS = 16 * 1024;

/**
 * Reads base64 that the contract has checked for its alphabet.
 * @throws AppError invalid_request for more than 16 KiB: the length of the text does not tell the last two octets
 */
export function readOctets(base64: string, field: string): Buffer {
  const octets = Buffer.from(base64, 'base64');
  if (octets.length < 1 || octets.length > MAX_OCTETS) {
    throw new AppError('invalid_request', 'At most 16 KiB are taken.', { details: { field, max: MAX_OCTETS } });
  }
  return octets;
}
