import { AppError } from '@umschlag/std';

/** @throws AppError `recipient_key_changed` (details: `recipientIds`) if there are any */
export function refuseChangedKeys(recipientIds: readonly string[]): void {
  if (recipientIds.length === 0) return;
  throw new AppError('recipient_key_changed', 'Keys of recipients have changed since.', { details: { recipientIds } });
}
