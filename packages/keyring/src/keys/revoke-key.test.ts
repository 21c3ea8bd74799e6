import { describe, expect, test } from '@jest/globals';
import { code, minutesAfter, NOW, newKey } from '../testing/keys.ts';
import { readPublicKey } from './read-public-key.ts';
import { applyRevocation, certifyRevocation, revokeKey } from './revoke-key.ts';

const address = 'anna@amt.example';

describe('a revocation', () => {
  test('leaves the key in memory as it was', async () => {
    const { secret, publicKeyOctets } = await newKey(address);
    await revokeKey({ key: secret, reason: 'retired', now: NOW });
    expect(Buffer.from(secret.public.openpgp.write())).toEqual(Buffer.from(publicKeyOctets));
  });

  test('can be made by the certificate alone, when every unlock is lost', async () => {
    const { secret, revocationCertificate: certificate } = await newKey(address);
    const key = await applyRevocation({ publicKey: secret.public, certificate, now: minutesAfter(1) });
    await expect(readPublicKey({ key, address, now: minutesAfter(2) })).rejects.toMatchObject(code('key_revoked'));
    expect(await secret.public.openpgp.isRevoked(undefined, undefined, minutesAfter(2))).toBe(false);
  });

  test('can be kept at any time, for when every unlock is lost', async () => {
    const { secret } = await newKey(address);
    const certificate = await certifyRevocation({ key: secret, reason: 'retired', now: minutesAfter(1) });
    const key = await applyRevocation({ publicKey: secret.public, certificate, now: minutesAfter(2) });
    await expect(readPublicKey({ key, address, now: minutesAfter(2) })).rejects.toMatchObject(code('key_revoked'));
    expect(await secret.public.openpgp.isRevoked(undefined, undefined, minutesAfter(2))).toBe(false);
  });

  test('of one key does not revoke another', async () => {
    const [anna, berta] = await Promise.all([newKey(address), newKey(address)]);
    const { revocationCertificate: certificate } = berta;
    await expect(
      applyRevocation({ publicKey: anna.secret.public, certificate, now: minutesAfter(1) }),
    ).rejects.toMatchObject(code('revocation_invalid'));
  });
});
