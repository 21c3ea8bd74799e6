import { createHmac } from 'node:crypto';
import { AppError, equalOctets } from '@umschlag/std';
import type { PlatformKeys } from '../platform-keys.ts';

const PIN = /^\d{4,12}$/;

/** A PIN as people type it, with blanks; `undefined` when it cannot be one. */
export function readPin(typed: string): string | undefined {
  const digits = typed.replace(/\s/gu, '');
  return PIN.test(digits) ? digits : undefined;
}

/**
 * What is stored of a PIN. So few digits are no secret against whoever may try them all, so what protects them is a key
 * that is not in the database, and the number of tries.
 * @throws AppError `invalid_request` for what is no PIN
 */
export function pinTag(keys: PlatformKeys, uploadLinkId: string, typed: string): Buffer {
  const pin = readPin(typed);
  if (pin === undefined) {
    throw new AppError('invalid_request', 'A PIN has 4 to 12 digits.', { details: { field: 'pin' } });
  }
  return tagOf(keys, uploadLinkId, pin);
}

/** Compares in constant time. */
export function isPin(keys: PlatformKeys, link: { id: string; pin_tag: Buffer | null }, typed: string): boolean {
  const pin = readPin(typed);
  return pin !== undefined && link.pin_tag !== null && equalOctets(tagOf(keys, link.id, pin), link.pin_tag);
}

function tagOf(keys: PlatformKeys, uploadLinkId: string, pin: string): Buffer {
  return createHmac('sha256', keys.of('upload-links')).update(`pin/v1/${uploadLinkId}/${pin}`, 'utf8').digest();
}
