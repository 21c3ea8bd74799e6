import { beforeAll, describe, expect, test } from '@jest/globals';
import { generateKey as generateWith } from 'openpgp';
import type { SecretKey } from '../keys/key.ts';
import { readPublicKey } from '../keys/read-public-key.ts';
import { type RevocationReason, revokeKey } from '../keys/revoke-key.ts';
import { openManifest } from './open-manifest.ts';
import { sealManifest } from './seal-manifest.ts';
import { aManifest, expectedOf, listed, NOW, personKey } from './testing/delivery.ts';

const inDays = (days: number): Date => new Date(NOW.getTime() + days * 24 * 3600_000);

type Options = Parameters<typeof generateWith>[0];

/** A key as other programs make it. */
async function foreignKey(name: string, options: Partial<Options>): Promise<SecretKey> {
  const address = `${name}@example.org`;
  const { privateKey } = await generateWith({
    userIDs: [{ email: address }],
    date: inDays(-1),
    ...options,
    format: 'object',
  } as never);
  const key = (privateKey as unknown as SecretKey['openpgp']).toPublic().write();
  return { openpgp: privateKey as never, public: await readPublicKey({ key, address, now: NOW }) };
}

let reader: SecretKey;
beforeAll(async () => {
  reader = await personKey('reader');
});

async function sealedBy(sender: SecretKey, now = NOW) {
  const manifest = await aManifest(sender, [listed(reader)], { createdAt: now.toISOString() });
  return {
    manifest,
    sealed: await sealManifest({ manifest, senderKey: sender, recipientKeys: [reader.public], now }),
  };
}

describe('a sender’s key that was revoked', () => {
  /** What the reader gets a week after the sending, when the sender's key was revoked in between or before. */
  async function openedAfter(reason: RevocationReason, revokedAt: Date, sentAt = NOW): Promise<unknown> {
    const sender = await personKey('sender');
    const { manifest, sealed } = await sealedBy(sender, sentAt);
    const key = await revokeKey({ key: sender, reason, now: revokedAt });
    const senderKey = await readPublicKey({ key, address: sender.public.address, now: inDays(7), purpose: 'history' });
    const expected = { ...expectedOf(manifest, sender, reader.public.address), senderKey };
    const opening = openManifest(sealed, { with: { secretKey: reader }, expected, now: inDays(7) });
    return opening.then(
      () => 'opened',
      (error) => error.code,
    );
  }

  test('after the sending, for a new one, still proves who sent it', async () => {
    expect(await openedAfter('superseded', inDays(1))).toBe('opened');
  });

  test('before the sending proves nothing', async () => {
    expect(await openedAfter('superseded', inDays(1), inDays(2))).toBe('bad_signature');
  });

  test('since others may have had it proves nothing, whenever it was signed', async () => {
    expect(await openedAfter('compromised', inDays(1))).toBe('bad_signature');
  });
});

describe('keys of other programs', () => {
  const kinds: [string, Partial<Options>][] = [
    ['RSA', { type: 'rsa', rsaBits: 2048 }],
    ['NIST P-256', { type: 'ecc', curve: 'nistP256' }],
    ['X25519 in version 4', { type: 'curve25519' }],
    ['version 6', { type: 'curve25519', config: { v6Keys: true } }],
  ];

  test.each(kinds)('%s: seals, signs and opens', async (_, options) => {
    const [sender, foreign] = await Promise.all([foreignKey('sender', options), foreignKey('foreign', options)]);
    const manifest = await aManifest(sender, [listed(foreign), listed(reader)]);
    const sealed = await sealManifest({
      manifest,
      senderKey: sender,
      recipientKeys: [foreign.public, reader.public],
      now: NOW,
    });
    for (const secretKey of [foreign, reader, sender]) {
      const expected = expectedOf(manifest, sender, secretKey.public.address);
      expect((await openManifest(sealed, { with: { secretKey }, expected, now: NOW })).manifest).toEqual(manifest);
    }
  });
});

test('a signer who is remembered is told from one who is met for the first time', async () => {
  const sender = await personKey('sender');
  const { manifest, sealed } = await sealedBy(sender);
  const expected = expectedOf(manifest, sender, reader.public.address);
  const open = (rememberedFingerprint?: string) =>
    openManifest(sealed, { with: { secretKey: reader }, expected: { ...expected, rememberedFingerprint }, now: NOW });
  expect((await open(sender.public.fingerprint)).signer.remembered).toBe(true);
  expect((await open()).signer.remembered).toBe(false);
});
