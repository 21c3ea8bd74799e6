import { beforeAll, describe, expect, test } from '@jest/globals';
import type { SecretKey } from '../keys/key.ts';
import { newAccessCode } from '../unlocks/access-code.ts';
import type { Manifest } from './manifest.ts';
import { openManifest } from './open-manifest.ts';
import { readPackets } from './packets.ts';
import { copyToOwnKey, releaseToRecipient } from './readdress-manifest.ts';
import { sealManifest } from './seal-manifest.ts';
import { aManifest, expectedOf, listed, NOW, personKey } from './testing/delivery.ts';

const LATER = new Date(NOW.getTime() + 3 * 24 * 3600_000);
const code = newAccessCode();
let sender: SecretKey;
let reader: SecretKey;
let newcomer: SecretKey;
let stranger: SecretKey;
let manifest: Manifest;
let sealed: Uint8Array;

beforeAll(async () => {
  [sender, reader, newcomer, stranger] = (await Promise.all(
    ['sender', 'reader', 'newcomer', 'stranger'].map(personKey),
  )) as [SecretKey, SecretKey, SecretKey, SecretKey];
  manifest = await aManifest(sender, [
    listed(reader),
    { address: 'newcomer@example.org', access: 'access_code' },
    { address: 'stranger@example.org', access: 'release_pending' },
  ]);
  sealed = await sealManifest({
    manifest,
    senderKey: sender,
    recipientKeys: [reader.public],
    accessCodes: [{ address: 'newcomer@example.org', code }],
    now: NOW,
  });
});

const openAs = (octets: Uint8Array, secretKey: SecretKey, now = LATER) =>
  openManifest(octets, {
    with: { secretKey },
    expected: expectedOf(manifest, sender, secretKey.public.address),
    now,
  });

describe('a recipient who opened by access code', () => {
  let copy: Uint8Array;
  beforeAll(async () => {
    copy = await copyToOwnKey(sealed, {
      accessCode: code,
      expected: expectedOf(manifest, sender, newcomer.public.address),
      ownKey: newcomer.public,
      now: LATER,
    });
  });

  test('opens the copy with the own key, and the sender’s signature still holds', async () => {
    const opened = await openAs(copy, newcomer);
    expect(opened.manifest).toEqual(manifest);
    expect(opened.signer).toMatchObject({ fingerprint: sender.public.fingerprint, signedAt: NOW });
  });

  test('has a copy that nobody else opens, and the code no more', async () => {
    expect((await readPackets(copy)).packets).toMatchObject({ forKeys: [expect.anything()], forCodes: [] });
    for (const secretKey of [reader, sender, stranger]) {
      await expect(openAs(copy, secretKey)).rejects.toMatchObject({ code: 'wrong_secret' });
    }
    const expected = expectedOf(manifest, sender, newcomer.public.address);
    const byCode = openManifest(copy, { with: { accessCode: code }, expected, now: LATER });
    await expect(byCode).rejects.toMatchObject({ code: 'wrong_code' });
  });

  test('makes no copy for a key of another address', async () => {
    const expected = expectedOf(manifest, sender, newcomer.public.address);
    const copying = copyToOwnKey(sealed, { accessCode: code, expected, ownKey: stranger.public, now: LATER });
    await expect(copying).rejects.toMatchObject({ code: 'key_address_mismatch' });
  });

  test('makes no copy of what is not as expected', async () => {
    const expected = { ...expectedOf(manifest, sender, newcomer.public.address), level: 4 as const };
    const copying = copyToOwnKey(sealed, { accessCode: code, expected, ownKey: newcomer.public, now: LATER });
    await expect(copying).rejects.toMatchObject({ code: 'wrong_level' });
  });
});

describe('a sender who releases', () => {
  const release = (recipientKey: SecretKey, senderKey = sender) =>
    releaseToRecipient(sealed, {
      senderKey,
      expected: expectedOf(manifest, sender, senderKey.public.address),
      recipientKey: recipientKey.public,
      now: LATER,
    });

  test('lets the new key open, listed and signed anew, with the same files', async () => {
    const released = await release(stranger);
    const opened = await openAs(released.sealed, stranger);
    expect(opened.manifest.recipients[2]).toEqual(listed(stranger));
    expect(opened.manifest.files).toEqual(manifest.files);
    expect(opened.manifest.createdAt).toBe(LATER.toISOString());
    expect(opened.signer.signedAt).toEqual(LATER);
  });

  test('takes nothing from the others: keys and access codes open as before', async () => {
    const { sealed: anew } = await release(stranger);
    await openAs(anew, reader);
    await openAs(anew, sender);
    const expected = expectedOf(manifest, sender, newcomer.public.address);
    expect((await openManifest(anew, { with: { accessCode: code }, expected, now: LATER })).openedAs).toBe('recipient');
  });

  test('has a copy for the new key alone', async () => {
    const { forRecipient, manifest: anew } = await release(stranger);
    expect((await openAs(forRecipient, stranger)).manifest).toEqual(anew);
    await expect(openAs(forRecipient, reader)).rejects.toMatchObject({ code: 'wrong_secret' });
  });

  test('may add a recipient who was not listed', async () => {
    const late = await personKey('late');
    const released = await release(late);
    expect((await openAs(released.sealed, late)).manifest.recipients).toHaveLength(4);
  });

  test('is the sender: a recipient cannot release to others', async () => {
    await expect(release(stranger, reader)).rejects.toMatchObject({ code: 'wrong_sender' });
  });
});
