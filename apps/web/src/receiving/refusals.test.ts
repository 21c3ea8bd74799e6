import { expect, test } from '@jest/globals';
import { asRefusal } from './refusals.ts';

test('what was mistyped, or cannot be computed here, is no reason to warn the sender', () => {
  for (const code of ['wrong_code', 'wrong_secret', 'access_code_invalid', 'derivation_unavailable', 'locked']) {
    expect(asRefusal(code)).toBeUndefined();
  }
});

test('what is not as it was signed is', () => {
  for (const code of ['not_signed', 'wrong_signer', 'wrong_delivery', 'file_digest_mismatch', 'damaged']) {
    expect(asRefusal(code)).toBe(code);
  }
});
