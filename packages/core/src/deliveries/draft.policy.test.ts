import { describe, expect, test } from '@jest/globals';
import { PLATFORM_LIMITS } from '@umschlag/std';
import { limitsOf } from '../organisations/index.ts';
import { checkExpiryDays, cleanText, parseRecipients } from './draft.policy.ts';

const limits = limitsOf({ max_expiry_days: null, max_file_bytes: null, max_delivery_bytes: null, max_files: null });

describe('draft policy', () => {
  test('the same address twice, in whatever case, is one recipient', () => {
    const recipients = parseRecipients(['Erika@Example.org', 'erika@example.org', ' max@example.org '], limits);
    expect(recipients.map((one) => one.emailKey)).toEqual(['erika@example.org', 'max@example.org']);
  });

  test('an address that is none is refused with its position, and is not repeated', () => {
    expect(() => parseRecipients(['a@example.org', 'nonsense'], limits)).toThrow(
      expect.objectContaining({ code: 'recipient_invalid', details: { position: 1 } }),
    );
  });

  test('one recipient too many is refused, duplicates not counted', () => {
    const many = Array.from({ length: limits.maxRecipients }, (_, n) => `r${n}@example.org`);
    expect(parseRecipients([...many, 'R0@example.org'], limits)).toHaveLength(limits.maxRecipients);
    expect(() => parseRecipients([...many, 'one-more@example.org'], limits)).toThrow(
      expect.objectContaining({ code: 'too_many_recipients' }),
    );
  });

  test('nothing lengthens a delivery past the policy', () => {
    expect(() => checkExpiryDays(PLATFORM_LIMITS.maxExpiryDays, limits)).not.toThrow();
    for (const days of [0, -1, 61]) {
      expect(() => checkExpiryDays(days, limits)).toThrow(expect.objectContaining({ code: 'expiry_out_of_policy' }));
    }
  });

  test('a subject is one line; a message keeps its lines and loses control characters', () => {
    expect(cleanText(' Bescheid\r\nBcc: x\u0007 ', 'subject')).toBe('Bescheid Bcc: x');
    expect(cleanText('a\r\nb\u0000\tc\u009b', 'message')).toBe('a\nb\tc');
  });
});
