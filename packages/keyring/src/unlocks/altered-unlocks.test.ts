import { createHash } from 'node:crypto';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { createMessage, encrypt, enums } from 'openpgp';
import type { NewKey } from '../keys/generate-key.ts';
import { PROFILE } from '../keys/profile.ts';
import { code, NOW, newKey } from '../testing/keys.ts';
import { lockWith } from './lock-with.ts';
import { openUnlock } from './open-unlock.ts';
import { newRecoveryCode } from './recovery-code.ts';
import { readUnlock, type Unlock, writeUnlock } from './unlock.ts';

const secret = { kind: 'recovery-code', code: newRecoveryCode() } as const;

/** The unlock around other octets, with the right hash: as an attacker who has the server writes it. */
function around(unlock: Unlock, octets: Uint8Array): Unlock {
  const sha256 = createHash('sha256').update(octets).digest('hex');
  return { ...unlock, message: Buffer.from(octets).toString('base64'), sha256 };
}

describe('an unlock that was altered', () => {
  let anna: NewKey;
  let unlock: Unlock;
  let octets: Buffer;
  beforeAll(async () => {
    anna = await newKey();
    unlock = await lockWith({ key: anna.secret, secret, now: NOW });
    octets = Buffer.from(unlock.message, 'base64');
  });
  const open = (altered: Unlock) => openUnlock({ unlock: altered, secret, publicKey: anna.secret.public });

  test('by accident is called damaged, never a wrong secret', async () => {
    for (let at = 0; at < octets.length; at += 7) {
      const flipped = Buffer.from(octets);
      flipped[at]! ^= 0x10;
      const message = flipped.toString('base64');
      await expect(open({ ...unlock, message })).rejects.toMatchObject(code('unlock_damaged'));
    }
    await expect(open({ ...unlock, message: 'no base64!' })).rejects.toMatchObject(code('unlock_damaged'));
  });

  test('on purpose, in any octet, gives no key', async () => {
    for (let at = 0; at < octets.length; at += 1) {
      const flipped = Buffer.from(octets);
      flipped[at]! ^= 1 << (at % 8);
      await expect(open(around(unlock, flipped))).rejects.toMatchObject({
        code: expect.stringMatching(/^(wrong_secret|unlock_damaged|unlock_unsupported)$/),
      });
    }
  });

  test('by cutting or adding gives no key', async () => {
    for (const length of [0, 1, 60, octets.length - 1]) {
      await expect(open(around(unlock, octets.subarray(0, length)))).rejects.toMatchObject({ name: 'KeyringError' });
    }
    const longer = Buffer.concat([octets, Buffer.from([0xd2, 1, 2])]);
    await expect(open(around(unlock, longer))).rejects.toMatchObject({ name: 'KeyringError' });
  });

  test('so that its derivation would take gigabytes or minutes is refused before it begins', async () => {
    const startedAt = performance.now();
    const locked = await lockWith({ key: anna.secret, secret: { kind: 'passphrase', passphrase: 'ein langer Satz' } });
    const message = Buffer.from(locked.message, 'base64');
    // RFC 9580 §5.3.2: 2 octets of packet header, 5 of fields, S2K type and salt, then passes, lanes, memory exponent.
    const at = 2 + 5 + 1 + 16;
    expect([...message.subarray(at, at + 3)]).toEqual([3, 4, 16]);
    const elapsed = performance.now() - startedAt;
    for (const [offset, value] of [
      [0, 255],
      [1, 255],
      [2, 30],
    ] as const) {
      const dear = Buffer.from(message);
      dear[at + offset] = value;
      const openedAt = performance.now();
      await expect(
        openUnlock({
          unlock: around(locked, dear),
          secret: { kind: 'passphrase', passphrase: 'ein langer Satz' },
          publicKey: anna.secret.public,
        }),
      ).rejects.toMatchObject(code('unlock_unsupported'));
      expect(performance.now() - openedAt).toBeLessThan(elapsed);
    }
  });

  test('into a message for a public key, or with two ways in, is refused', async () => {
    const message = await createMessage({ binary: anna.secret.openpgp.write() });
    const encryptionKeys = anna.secret.public.openpgp;
    const cheap = { ...PROFILE, s2kType: enums.s2k.iterated as const };
    for (const ways of [
      { encryptionKeys },
      { encryptionKeys, passwords: secret.code },
      { passwords: ['a', secret.code] },
    ]) {
      const other = await encrypt({ message, ...ways, format: 'binary', config: cheap, date: NOW });
      await expect(open(around(unlock, other))).rejects.toMatchObject(code('unlock_unsupported'));
    }
  });

  test('into the older kind of message, without AEAD, is refused', async () => {
    const message = await createMessage({ binary: anna.secret.openpgp.write() });
    const old = await encrypt({ message, passwords: secret.code, format: 'binary', config: { aeadProtect: false } });
    await expect(open(around(unlock, old))).rejects.toMatchObject(code('unlock_unsupported'));
  });

  test('to hold something else than a secret key is refused', async () => {
    for (const binary of [anna.publicKeyOctets, new Uint8Array(100)]) {
      const message = await createMessage({ binary });
      const other = await encrypt({ message, passwords: secret.code, format: 'binary', config: PROFILE });
      await expect(open(around(unlock, other))).rejects.toMatchObject(code('unlock_damaged'));
    }
  });
});

describe('the text of an unlock', () => {
  const good: Unlock = {
    version: 1,
    kind: 'recovery-code',
    fingerprint: '0'.repeat(40),
    createdAt: NOW.toISOString(),
    message: 'AAAA',
    sha256: '0'.repeat(64),
  };

  test('is read as it was written', () => {
    const passkey = { credentialId: 'AA', prfSalt: 'BB' };
    for (const unlock of [good, { ...good, kind: 'passkey', passkey } as const]) {
      expect(readUnlock(writeUnlock(unlock))).toEqual(unlock);
    }
  });

  test.each([
    ['a later version', { version: 2 }, 'unlock_unsupported'],
    ['a kind of later', { kind: 'smartcard' }, 'unlock_unsupported'],
    ['no version', { version: undefined }, 'unlock_damaged'],
    ['an unknown field', { note: 'x' }, 'unlock_damaged'],
    ['a fingerprint that is none', { fingerprint: 'ABC' }, 'unlock_damaged'],
    ['no time', { createdAt: 'yesterday' }, 'unlock_damaged'],
    ['no message', { message: undefined }, 'unlock_damaged'],
    ['no hash', { sha256: 'AB' }, 'unlock_damaged'],
    ['a passkey that it should not have', { passkey: { credentialId: 'AA', prfSalt: 'BB' } }, 'unlock_damaged'],
    ['no passkey', { kind: 'passkey' }, 'unlock_damaged'],
    ['half a passkey', { kind: 'passkey', passkey: { credentialId: 'AA' } }, 'unlock_damaged'],
  ])('is refused with %s', (_, change, expected) => {
    expect(() => readUnlock(JSON.stringify({ ...good, ...change }))).toThrow(expect.objectContaining(code(expected)));
  });

  test.each(['', '{', 'null', '[]', '"x"', `"${'x'.repeat(500_000)}"`])('is refused if it is no object', (text) => {
    expect(() => readUnlock(text)).toThrow(expect.objectContaining(code('unlock_damaged')));
  });
});
