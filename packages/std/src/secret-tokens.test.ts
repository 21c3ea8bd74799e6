import { describe, expect, test } from '@jest/globals';
import { deriveDigits, deriveToken, equalOctets, hashToken, isSecretToken, newSecretToken } from './secret-tokens.ts';

const key = new Uint8Array(32).fill(7);

describe('secret tokens', () => {
  test('a new token has 256 bits and the shape that is recognised', () => {
    const token = newSecretToken();
    expect(Buffer.from(token, 'base64url')).toHaveLength(32);
    expect(isSecretToken(token)).toBe(true);
    expect(newSecretToken()).not.toBe(token);
  });

  test('a malformed token is recognised as such', () => {
    for (const text of ['', 'short', `${newSecretToken()}x`, newSecretToken().replace(/^./, '/')]) {
      expect(isSecretToken(text)).toBe(false);
    }
  });

  test('a derived token is the same each time, and another for another label or key', () => {
    expect(deriveToken(key, 'a')).toBe(deriveToken(key, 'a'));
    expect(deriveToken(key, 'a')).not.toBe(deriveToken(key, 'b'));
    expect(deriveToken(new Uint8Array(32), 'a')).not.toBe(deriveToken(key, 'a'));
    expect(isSecretToken(deriveToken(key, 'a'))).toBe(true);
  });

  test('derived digits keep their leading zeros', () => {
    const codes = Array.from({ length: 50 }, (_, n) => deriveDigits(key, `label ${n}`, 6));
    expect(codes.every((code) => /^\d{6}$/.test(code))).toBe(true);
    expect(codes.some((code) => code.startsWith('0'))).toBe(true);
  });

  test('a stored hash does not contain the token', () => {
    const token = newSecretToken();
    expect(hashToken(token)).toHaveLength(32);
    expect(equalOctets(hashToken(token), hashToken(token))).toBe(true);
    expect(equalOctets(hashToken(token), hashToken('other'))).toBe(false);
  });
});
