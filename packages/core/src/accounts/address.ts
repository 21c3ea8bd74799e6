import { type MailAddress, parseMailAddress } from '@umschlag/mailer';
import { AppError } from '@umschlag/std';

/** @throws AppError invalid_request */
export function requireAddress(text: string): MailAddress {
  const address = parseMailAddress(text);
  if (!address) {
    throw new AppError('invalid_request', 'The mail address is not valid.', { details: { field: 'email' } });
  }
  return address;
}
