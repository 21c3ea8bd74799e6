import { beforeAll, describe, expect, test } from '@jest/globals';
import { generateKey as generate, type KeyOptions, readKey } from 'openpgp';
import { code, minutesAfter, NOW, newKey } from '../testing/keys.ts';
import type { NewKey } from './generate-key.ts';
import { type KeyPurpose, readPublicKey } from './read-public-key.ts';
import { revokeKey } from './revoke-key.ts';

const address = 'anna@amt.example';
const read = (key: string | Uint8Array, purpose?: KeyPurpose, now = NOW) =>
  readPublicKey({ key, address, now, ...(purpose ? { purpose } : {}) });

/** A key of another kind than ours, for the same address. */
async function foreignKey(options: Partial<KeyOptions>): Promise<string> {
  const userIDs = [{ name: 'Anna Amt', email: address }];
  const config = { minRSABits: 1024 };
  const { publicKey } = await generate({ userIDs, date: NOW, config, ...options, format: 'armored' } as never);
  return publicKey;
}

describe('a public key is refused', () => {
  let anna: NewKey;
  beforeAll(async () => {
    anna = await newKey(address);
  });

  test('that belongs to another address', async () => {
    const { publicKeyArmored } = await newKey('berta@amt.example');
    await expect(read(publicKeyArmored)).rejects.toMatchObject(code('key_address_mismatch'));
  });

  test('whose user id for the asked address was not signed by the key itself', async () => {
    const berta = await newKey('berta@amt.example');
    const [theirs, ours] = [berta.secret.public.openpgp, anna.secret.public.openpgp];
    const forged = await readKey({ binaryKey: theirs.write() });
    // Anna's user id with Anna's signature, attached to Berta's key.
    forged.users.push(...(await readKey({ binaryKey: ours.write() })).users);
    await expect(read(forged.write())).rejects.toMatchObject(code('key_address_mismatch'));
  });

  test('that is not alone', async () => {
    const berta = await newKey('berta@amt.example');
    const both = Buffer.concat([anna.publicKeyOctets, berta.publicKeyOctets]);
    await expect(read(new Uint8Array(both))).rejects.toMatchObject(code('key_not_single'));
  });

  test('that comes with its secret', async () => {
    await expect(read(anna.secret.openpgp.armor())).rejects.toMatchObject(code('key_is_secret'));
  });

  test.each([
    ['text', 'no key'],
    ['octets', new Uint8Array([1, 2, 3])],
    ['nothing', ''],
    ['256 KiB of it', new Uint8Array(300_000)],
  ])('that is no key but %s', async (_, key) => {
    await expect(read(key)).rejects.toMatchObject(code('key_malformed'));
  });

  test('that was cut', async () => {
    const { publicKeyOctets: octets } = anna;
    for (let length = 0; length < octets.length; length += 29) {
      await expect(read(octets.slice(0, length))).rejects.toMatchObject({ name: 'KeyringError' });
    }
  });

  test.each(['superseded', 'retired', 'compromised'] as const)('that was revoked as %s', async (reason) => {
    const revoked = await revokeKey({ key: anna.secret, reason, now: NOW });
    await expect(read(revoked, 'encryption', minutesAfter(1))).rejects.toMatchObject(code('key_revoked'));
  });

  test('that has expired', async () => {
    const key = await foreignKey({ keyExpirationTime: 3600 });
    await expect(read(key, 'encryption', minutesAfter(59))).resolves.toBeDefined();
    await expect(read(key, 'encryption', minutesAfter(61))).rejects.toMatchObject(code('key_expired'));
  });

  test('that was created in the future', async () => {
    await expect(read(anna.publicKeyArmored, 'encryption', minutesAfter(-11))).rejects.toMatchObject(
      code('key_not_yet_valid'),
    );
  });

  test('that can only sign', async () => {
    const { openpgp } = (await newKey(address)).secret.public;
    openpgp.subkeys = [];
    await expect(read(openpgp.write())).rejects.toMatchObject(code('key_cannot_encrypt'));
  });

  test('that is RSA of 1024 bits', async () => {
    const key = await foreignKey({ type: 'rsa', rsaBits: 1024 });
    await expect(read(key)).rejects.toMatchObject(code('key_algorithm_refused'));
  });
});

describe('a public key is accepted', () => {
  test.each([
    ['RSA of 2048 bits', { type: 'rsa', rsaBits: 2048 }],
    ['NIST P-256', { type: 'ecc', curve: 'nistP256' }],
    ['NIST P-521', { type: 'ecc', curve: 'nistP521' }],
    ['version 4 with the new Curve25519', { type: 'curve25519' }],
  ] as const)('of another program: %s, with a name beside the address', async (_, options) => {
    expect(await read(await foreignKey(options))).toMatchObject({ address, keyVersion: 4, announcesSeipdv2: false });
  });

  test('of version 6', async () => {
    const key = await foreignKey({ type: 'curve25519', config: { v6Keys: true, aeadProtect: true } });
    const found = await read(key);
    expect(found).toMatchObject({ address, keyVersion: 6, announcesSeipdv2: true });
    expect(found.fingerprint).toMatch(/^[0-9A-F]{64}$/);
  });

  test('for its history, after it was revoked or has expired', async () => {
    const anna = await newKey(address);
    for (const reason of ['superseded', 'compromised'] as const) {
      const revoked = await revokeKey({ key: anna.secret, reason, now: NOW });
      expect((await read(revoked, 'history', minutesAfter(1))).fingerprint).toBe(anna.fingerprint);
    }
    const expired = await foreignKey({ keyExpirationTime: 3600 });
    await expect(read(expired, 'history', minutesAfter(61))).resolves.toBeDefined();
  });
});
