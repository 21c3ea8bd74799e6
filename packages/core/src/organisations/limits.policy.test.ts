import { describe, expect, test } from '@jest/globals';
import { PLATFORM_LIMITS } from '@umschlag/std';
import { limitsOf } from './limits.policy.ts';

const none = { max_expiry_days: null, max_file_bytes: null, max_delivery_bytes: null, max_files: null };

describe('limits', () => {
  test('without a policy of its own an organisation has the platform’s limits', () => {
    expect(limitsOf(none)).toEqual({
      maxExpiryDays: PLATFORM_LIMITS.maxExpiryDays,
      maxFileBytes: PLATFORM_LIMITS.maxFileBytes,
      maxDeliveryBytes: PLATFORM_LIMITS.maxDeliveryBytes,
      maxFiles: PLATFORM_LIMITS.maxFiles,
      maxRecipients: PLATFORM_LIMITS.maxRecipients,
    });
  });

  test('an organisation can lower a limit and cannot raise it', () => {
    expect(limitsOf({ ...none, max_expiry_days: 14 }).maxExpiryDays).toBe(14);
    expect(limitsOf({ ...none, max_expiry_days: 900, max_files: 1e9 })).toEqual(limitsOf(none));
  });
});
