import { AppError } from '@umschlag/std';

/** What a draft lacks to be sent. */
export function incomplete(missing: string, message: string, recipientIds?: readonly string[]): AppError {
  return new AppError('delivery_incomplete', message, { details: { missing, ...(recipientIds && { recipientIds }) } });
}
