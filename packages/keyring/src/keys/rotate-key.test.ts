import { beforeAll, describe, expect, test } from '@jest/globals';
import { createMessage, sign } from 'openpgp';
import { code, minutesAfter, NOW, newKey } from '../testing/keys.ts';
import type { PublicKey, SecretKey } from './key.ts';
import { readPublicKey } from './read-public-key.ts';
import { type RevocationReason, revokeKey } from './revoke-key.ts';
import { signRotation, verifyRotation } from './rotate-key.ts';
import { rotationOf, writeStatement } from './rotation-statement.ts';

const address = 'anna@amt.example';

describe('a rotation', () => {
  let old: SecretKey;
  let next: SecretKey;
  let other: SecretKey;
  beforeAll(async () => {
    [old, next, other] = (await Promise.all([1, 2, 3].map(async () => (await newKey(address)).secret))) as [
      SecretKey,
      SecretKey,
      SecretKey,
    ];
  });

  const check = (statement: string, newer: PublicKey = next.public, older: PublicKey = old.public, minutes = 5) =>
    verifyRotation({ statement, oldKey: older, newKey: newer, now: minutesAfter(minutes) });

  const statementBy = async (...signingKeys: SecretKey[]) =>
    sign({
      message: await createMessage({ text: writeStatement(rotationOf(old.public, next.public)), date: NOW }),
      signingKeys: signingKeys.map(({ openpgp }) => openpgp),
      date: NOW,
    });

  const revoked = async (reason: RevocationReason, minutes: number) => {
    const key = await revokeKey({ key: old, reason, now: minutesAfter(minutes) });
    return readPublicKey({ key, address, purpose: 'history', now: minutesAfter(minutes) });
  };

  test('is believed when both keys signed it, and tells when', async () => {
    const statement = await signRotation({ oldKey: old, newKey: next, now: NOW });
    expect(await check(statement)).toEqual({ rotatedAt: NOW });
  });

  test('is still believed after the old key was revoked as superseded', async () => {
    const statement = await signRotation({ oldKey: old, newKey: next, now: NOW });
    await expect(check(statement, next.public, await revoked('superseded', 2))).resolves.toBeDefined();
  });

  test('of a key that was revoked as compromised is never believed', async () => {
    const statement = await signRotation({ oldKey: old, newKey: next, now: NOW });
    const compromised = await revoked('compromised', 2);
    await expect(check(statement, next.public, compromised)).rejects.toMatchObject(code('rotation_invalid'));
  });

  test('does not vouch for a third key', async () => {
    const statement = await signRotation({ oldKey: old, newKey: next, now: NOW });
    await expect(check(statement, other.public)).rejects.toMatchObject(code('rotation_invalid'));
    await expect(check(statement, next.public, other.public)).rejects.toMatchObject(code('rotation_invalid'));
  });

  test('is not its own reverse', async () => {
    const statement = await signRotation({ oldKey: next, newKey: old, now: NOW });
    await expect(check(statement)).rejects.toMatchObject(code('rotation_invalid'));
  });

  test('needs both signatures', async () => {
    await expect(check(await statementBy(old, next))).resolves.toBeDefined();
    for (const signers of [[old], [next], [old, old], [next, other]]) {
      await expect(check(await statementBy(...signers))).rejects.toMatchObject(code('rotation_invalid'));
    }
  });

  test('from the future is not believed', async () => {
    const statement = await signRotation({ oldKey: old, newKey: next, now: minutesAfter(6) });
    await expect(check(statement)).rejects.toMatchObject(code('rotation_invalid'));
  });

  test('that was altered is not believed', async () => {
    const statement = await signRotation({ oldKey: old, newKey: next, now: NOW });
    const at = statement.indexOf('\n\n') + 100;
    const altered = statement.slice(0, at) + (statement[at] === 'A' ? 'B' : 'A') + statement.slice(at + 1);
    await expect(check(altered)).rejects.toMatchObject(code('rotation_invalid'));
    await expect(check('no message')).rejects.toMatchObject(code('rotation_invalid'));
  });

  test('is not signed for keys of two addresses', async () => {
    const { secret } = await newKey('berta@amt.example');
    await expect(signRotation({ oldKey: old, newKey: secret })).rejects.toThrow(RangeError);
  });
});
