import { beforeAll, describe, expect, test } from '@jest/globals';
import { code, NOW, newKey } from '../testing/keys.ts';
import { exportPublicKey, exportSecretKey } from './export-key.ts';
import { importSecretKey } from './import-key.ts';
import type { SecretKey } from './key.ts';
import { parseSecretKey } from './parse-key.ts';
import { isLocked } from './secret-parts.ts';

const address = 'anna@amt.example';
const passphrase = 'eine lange Passphrase';

describe('an exported secret key', () => {
  let key: SecretKey;
  let exported: string;
  beforeAll(async () => {
    key = (await newKey(address)).secret;
    exported = await exportSecretKey({ key, passphrase });
  });

  test('is locked in every part, and the key in memory stays open', async () => {
    const locked = await parseSecretKey(exported);
    expect([locked.keyPacket, ...locked.subkeys.map(({ keyPacket }) => keyPacket)].map((p) => p.isDecrypted())).toEqual(
      [false, false],
    );
    expect(isLocked(key.openpgp)).toBe(false);
  });

  test('comes back whole with its passphrase', async () => {
    const back = await importSecretKey({ key: exported, address, passphrase, now: NOW });
    expect(Buffer.from(back.openpgp.write())).toEqual(Buffer.from(key.openpgp.write()));
  });

  test.each(['', 'another passphrase', undefined])('does not open with %j', async (wrong) => {
    const input = { key: exported, address, now: NOW, ...(wrong === undefined ? {} : { passphrase: wrong }) };
    await expect(importSecretKey(input)).rejects.toMatchObject(code('wrong_secret'));
  });

  test('is not made with a short passphrase', async () => {
    await expect(exportSecretKey({ key, passphrase: 'kurz' })).rejects.toMatchObject(code('passphrase_too_short'));
  });

  test('is not a public key, and the other way round', async () => {
    const input = { key: exportPublicKey(key.public), address, now: NOW };
    await expect(importSecretKey(input)).rejects.toMatchObject(code('key_is_public'));
  });

  test('whose public part was exchanged is refused: its secret part would give itself away by signing', async () => {
    const mixed = await parseSecretKey(key.openpgp.write());
    const other = (await newKey(address)).secret.openpgp;
    const { privateParams } = other.keyPacket as unknown as { privateParams: object };
    Object.assign(mixed.keyPacket, { privateParams });
    await expect(importSecretKey({ key: mixed.write(), address, now: NOW })).rejects.toMatchObject(
      code('key_inconsistent'),
    );
  });
});
