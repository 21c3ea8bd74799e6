import { beforeAll, describe, expect, test } from '@jest/globals';
import type { NewKey } from '../keys/generate-key.ts';
import { readPublicKey } from '../keys/read-public-key.ts';
import { revokeKey } from '../keys/revoke-key.ts';
import { code, minutesAfter, NOW, newKey } from '../testing/keys.ts';
import { changePassphrase } from './change-passphrase.ts';
import { lockWith } from './lock-with.ts';
import { openUnlock } from './open-unlock.ts';
import { newRecoveryCode } from './recovery-code.ts';
import type { UnlockSecret } from './secrets.ts';
import { readUnlock, type Unlock, writeUnlock } from './unlock.ts';

const passphrase: UnlockSecret = { kind: 'passphrase', passphrase: 'ein Satz, den nur Anna kennt' };
const recovery: UnlockSecret = { kind: 'recovery-code', code: newRecoveryCode() };
const passkey: UnlockSecret = { kind: 'passkey', prfOutput: crypto.getRandomValues(new Uint8Array(32)) };
const reference = { credentialId: 'Y3JlZGVudGlhbA', prfSalt: 'c2FsdA' };

describe('unlocks', () => {
  let anna: NewKey;
  let byPassphrase: Unlock;
  let byRecovery: Unlock;
  let byPasskey: Unlock;

  beforeAll(async () => {
    anna = await newKey();
    const key = anna.secret;
    byPassphrase = await lockWith({ key, secret: passphrase, now: NOW });
    byRecovery = await lockWith({ key, secret: recovery, now: NOW });
    byPasskey = await lockWith({ key, secret: passkey, passkey: reference, now: NOW });
  });

  const open = (unlock: Unlock, secret: UnlockSecret, publicKey = anna.secret.public) =>
    openUnlock({ unlock, secret, publicKey });

  test('of every kind give back the same key, after they were written and read', async () => {
    const pairs: [Unlock, UnlockSecret][] = [
      [byPassphrase, passphrase],
      [byRecovery, recovery],
      [byPasskey, passkey],
    ];
    for (const [unlock, secret] of pairs) {
      const opened = await open(readUnlock(writeUnlock(unlock)), secret);
      expect(Buffer.from(opened.openpgp.write())).toEqual(Buffer.from(anna.secret.openpgp.write()));
      expect(opened.public).toBe(anna.secret.public);
    }
  });

  test('hold no octets of the secret key in the open', () => {
    const secretOctets = Buffer.from(anna.secret.openpgp.write());
    for (const { message } of [byPassphrase, byRecovery, byPasskey]) {
      const octets = Buffer.from(message, 'base64');
      for (let at = 0; at + 8 <= secretOctets.length; at += 1) {
        if (octets.includes(secretOctets.subarray(at, at + 8))) throw new Error(`in the open at ${at}`);
      }
    }
  });

  test('open with the passphrase as another keyboard writes it', async () => {
    const secret: UnlockSecret = { kind: 'passphrase', passphrase: 'Übergroße Äpfel im Büro' };
    const unlock = await lockWith({ key: anna.secret, secret, now: NOW });
    const decomposed = secret.passphrase.normalize('NFD').replaceAll(' ', '\u00a0');
    await expect(open(unlock, { kind: 'passphrase', passphrase: decomposed })).resolves.toBeDefined();
  });

  test('open with the recovery code as a person types it', async () => {
    const typed = recovery.code.toLowerCase().replaceAll('-', '  ');
    await expect(open(byRecovery, { kind: 'recovery-code', code: typed })).resolves.toBeDefined();
  });

  test('open for the owner of a key that was revoked meanwhile: what was sent to it stays readable', async () => {
    const key = await revokeKey({ key: anna.secret, reason: 'superseded', now: NOW });
    const input = { key, address: 'anna@amt.example', now: minutesAfter(1), purpose: 'history' } as const;
    await expect(open(byRecovery, recovery, await readPublicKey(input))).resolves.toBeDefined();
  });

  test('tell a wrong secret', async () => {
    const wrong = code('wrong_secret');
    await expect(open(byPassphrase, { ...passphrase, passphrase: 'ein Satz, den jeder kennt' })).rejects.toMatchObject(
      wrong,
    );
    await expect(open(byPassphrase, { kind: 'passphrase', passphrase: '' })).rejects.toMatchObject(wrong);
    await expect(open(byRecovery, { ...recovery, code: newRecoveryCode() })).rejects.toMatchObject(wrong);
    await expect(open(byPasskey, { ...passkey, prfOutput: new Uint8Array(32) })).rejects.toMatchObject(wrong);
  });

  test('do not open with a secret of another kind', async () => {
    await expect(open(byPassphrase, recovery)).rejects.toMatchObject(code('wrong_secret'));
    await expect(open(byRecovery, { kind: 'passphrase', passphrase: recovery.code })).rejects.toMatchObject(
      code('wrong_secret'),
    );
  });

  test('tell a mistyped recovery code before they try it', async () => {
    const typed = recovery.code.slice(0, -1);
    await expect(open(byRecovery, { ...recovery, code: typed })).rejects.toMatchObject({
      code: 'recovery_code_invalid',
      details: { groups: [6] },
    });
  });

  test('of another key of the same person with the same passphrase are refused', async () => {
    const older = await newKey();
    const swapped = await lockWith({ key: older.secret, secret: passphrase, now: NOW });
    await expect(open(swapped, passphrase)).rejects.toMatchObject(code('key_mismatch'));
    const relabelled = { ...swapped, fingerprint: anna.fingerprint };
    await expect(open(relabelled, passphrase)).rejects.toMatchObject(code('key_mismatch'));
  });

  test('that lack a part of the key are refused', async () => {
    const openpgp = anna.secret.openpgp;
    const [subkeys, none] = [openpgp.subkeys, []];
    openpgp.subkeys = none;
    const partial = await lockWith({ key: anna.secret, secret: recovery, now: NOW }).finally(() => {
      openpgp.subkeys = subkeys;
    });
    await expect(open(partial, recovery)).rejects.toMatchObject(code('key_mismatch'));
  });

  test('under a new passphrase no longer open with the old one', async () => {
    const change = { unlock: byPassphrase, publicKey: anna.secret.public, newPassphrase: 'ein ganz anderer Satz' };
    const changed = await changePassphrase({ ...change, oldPassphrase: passphrase.passphrase, now: NOW });
    await expect(open(changed, passphrase)).rejects.toMatchObject(code('wrong_secret'));
    await expect(open(changed, { kind: 'passphrase', passphrase: 'ein ganz anderer Satz' })).resolves.toBeDefined();
    await expect(changePassphrase({ ...change, oldPassphrase: 'falsch' })).rejects.toMatchObject(code('wrong_secret'));
    const short = { ...change, oldPassphrase: passphrase.passphrase, newPassphrase: 'elf Zeichen' };
    await expect(changePassphrase(short)).rejects.toMatchObject(code('passphrase_too_short'));
  });

  test('are not made with less than the floor, nor with half of a passkey', async () => {
    const key = anna.secret;
    for (const argon2 of [
      { passes: 2, lanes: 4, memoryExponent: 16 },
      { passes: 3, lanes: 4, memoryExponent: 15 },
    ]) {
      await expect(lockWith({ key, secret: passphrase, argon2 })).rejects.toThrow(RangeError);
    }
    await expect(lockWith({ key, secret: passkey })).rejects.toThrow(RangeError);
    await expect(lockWith({ key, secret: passphrase, passkey: reference })).rejects.toThrow(RangeError);
    const cut = { kind: 'passkey', prfOutput: new Uint8Array(16) } as const;
    await expect(lockWith({ key, secret: cut, passkey: reference })).rejects.toThrow(RangeError);
  });
});
