import { describe, expect, test } from '@jest/globals';
import { PlatformKeys } from './platform-keys.ts';

const keys = new PlatformKeys(new Uint8Array(32).fill(9));
const secret = new Uint8Array(32).fill(4);

describe('platform keys', () => {
  test('a wrapped secret opens only for the same purpose and context', () => {
    const wrapped = keys.wrap('content-keys', 'delivery-a', secret);
    expect(keys.unwrap('content-keys', 'delivery-a', wrapped)).toEqual(Buffer.from(secret));
    expect(() => keys.unwrap('content-keys', 'delivery-b', wrapped)).toThrow();
    expect(() => keys.unwrap('signing-keys', 'delivery-a', wrapped)).toThrow();
    expect(() => new PlatformKeys(new Uint8Array(32)).unwrap('content-keys', 'delivery-a', wrapped)).toThrow();
  });

  test('each altered octet is noticed', () => {
    const wrapped = keys.wrap('content-keys', 'x', secret);
    for (let at = 0; at < wrapped.length; at++) {
      const altered = Buffer.from(wrapped);
      altered[at]! ^= 1;
      expect(() => keys.unwrap('content-keys', 'x', altered)).toThrow();
    }
    expect(() => keys.unwrap('content-keys', 'x', wrapped.subarray(0, 20))).toThrow();
  });

  test('the same secret wrapped twice looks different', () => {
    expect(keys.wrap('content-keys', 'x', secret)).not.toEqual(keys.wrap('content-keys', 'x', secret));
  });

  test('a master key of the wrong length is refused', () => {
    expect(() => new PlatformKeys(new Uint8Array(31))).toThrow(RangeError);
  });
});
