import { beforeAll, describe, expect, test } from '@jest/globals';
import { createMessage, encrypt } from 'openpgp';
import { code, minutesAfter, NOW, newKey } from '../testing/keys.ts';
import { openFormerKey, sealFormerKey } from './former-key.ts';
import type { SecretKey } from './key.ts';

describe('the key before a rotation', () => {
  let old: SecretKey;
  let next: SecretKey;
  let other: SecretKey;
  let sealed: Uint8Array<ArrayBuffer>;
  const now = minutesAfter(5);
  beforeAll(async () => {
    [old, next, other] = (await Promise.all([1, 2, 3].map(async () => (await newKey()).secret))) as [
      SecretKey,
      SecretKey,
      SecretKey,
    ];
    sealed = await sealFormerKey({ oldKey: old, newKey: next, now: NOW });
  });

  test('opens with the key that took its place', async () => {
    const { openpgp } = await openFormerKey({ sealed, newKey: next, publicKey: old.public, now });
    expect(openpgp.write()).toEqual(old.openpgp.write());
  });

  test('opens with no other key, and not when a single octet differs', async () => {
    const opening = (message: Uint8Array, newKey: SecretKey) =>
      openFormerKey({ sealed: message, newKey, publicKey: old.public, now });
    await expect(opening(sealed, other)).rejects.toMatchObject(code('unlock_damaged'));
    const altered = sealed.with(sealed.length - 20, sealed[sealed.length - 20]! ^ 1);
    await expect(opening(altered, next)).rejects.toMatchObject(code('unlock_damaged'));
  });

  test('is refused if it is another key than the server says', async () => {
    const opening = openFormerKey({ sealed, newKey: next, publicKey: other.public, now });
    await expect(opening).rejects.toMatchObject(code('key_mismatch'));
  });

  test('is refused if somebody else encrypted it: the server knows the public key and could', async () => {
    const message = await createMessage({ binary: old.openpgp.write() });
    const forged = await encrypt({ message, encryptionKeys: next.public.openpgp, format: 'binary', date: NOW });
    const opening = openFormerKey({ sealed: new Uint8Array(forged), newKey: next, publicKey: old.public, now });
    await expect(opening).rejects.toMatchObject(code('unlock_damaged'));
  });
});
