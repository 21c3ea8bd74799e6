import { describe, expect, test } from '@jest/globals';
import { minutesAfter, NOW, newKey } from '../testing/keys.ts';
import { generateKey } from './generate-key.ts';
import { readPublicKey } from './read-public-key.ts';

describe('a new key', () => {
  test('is of version 4, legacy Curve25519, announces SEIPDv2 and prefers AES-256 with GCM', async () => {
    const { secret, fingerprint, keyVersion } = await newKey();
    expect(keyVersion).toBe(4);
    expect(fingerprint).toMatch(/^[0-9A-F]{40}$/);
    expect(secret.public).toMatchObject({ fingerprint, keyVersion: 4, announcesSeipdv2: true });
    const { openpgp } = secret.public;
    expect(openpgp.getAlgorithmInfo()).toEqual({ algorithm: 'eddsaLegacy', curve: 'ed25519Legacy' });
    expect(openpgp.subkeys.map((subkey) => subkey.getAlgorithmInfo())).toEqual([
      { algorithm: 'ecdh', curve: 'curve25519Legacy' },
    ]);
    const { selfCertification } = await openpgp.getPrimaryUser(NOW);
    const { features, preferredCipherSuites } = selfCertification as unknown as Record<string, unknown>;
    // RFC 9580 §5.2.3.32: SEIPDv1 and SEIPDv2; §5.2.3.15: AES-256 (9) with GCM (3) first.
    expect([...(features as number[])]).toEqual([0x09]);
    expect((preferredCipherSuites as number[][])[0]).toEqual([9, 3]);
  });

  test('has the address alone as user id, in lower case', async () => {
    const { secret } = await newKey('  Jürgen.Groß@Amt.Example ');
    expect(secret.public.address).toBe('jürgen.groß@amt.example');
    expect(secret.public.openpgp.getUserIDs()).toEqual(['jürgen.groß@amt.example']);
  });

  test('is told alike as text and as octets, and neither holds a secret', async () => {
    const { publicKeyArmored, publicKeyOctets, fingerprint } = await newKey();
    for (const key of [publicKeyArmored, publicKeyOctets]) {
      const read = await readPublicKey({ key, address: 'anna@amt.example', now: NOW });
      expect(read.fingerprint).toBe(fingerprint);
      expect(read.openpgp.isPrivate()).toBe(false);
    }
  });

  test('is accepted by a reader whose clock is nine minutes behind', async () => {
    const { publicKeyArmored: key } = await newKey();
    const late = minutesAfter(-9);
    await expect(readPublicKey({ key, address: 'anna@amt.example', now: late })).resolves.toBeDefined();
  });

  test.each(['', 'anna', 'a@b@c', 'Anna <anna@amt.example>', 'anna @amt.example'])(
    'is not made for %j, which is no address',
    async (address) => {
      await expect(generateKey({ address, now: NOW })).rejects.toThrow(RangeError);
    },
  );
});
