import { beforeAll, describe, expect, test } from '@jest/globals';
import type { SecretKey } from '../keys/key.ts';
import { newAccessCode } from '../unlocks/access-code.ts';
import { openManifest } from './open-manifest.ts';
import { readPackets } from './packets.ts';
import { sealCopies, sealManifest } from './seal-manifest.ts';
import { aManifest, expectedOf, listed, NOW, personKey } from './testing/delivery.ts';

let sender: SecretKey;
let reader: SecretKey;
let other: SecretKey;
beforeAll(async () => {
  [sender, reader, other] = (await Promise.all(['sender', 'reader', 'other'].map(personKey))) as [
    SecretKey,
    SecretKey,
    SecretKey,
  ];
});

describe('a sealed manifest', () => {
  test('opens for each recipient and for the sender, and says who signed it', async () => {
    const manifest = await aManifest(sender, [listed(reader), listed(other)]);
    const sealed = await sealManifest({
      manifest,
      senderKey: sender,
      recipientKeys: [reader.public, other.public],
      now: NOW,
    });
    for (const secretKey of [reader, other, sender]) {
      const opened = await openManifest(sealed, {
        with: { secretKey },
        expected: expectedOf(manifest, sender, secretKey.public.address),
        now: NOW,
      });
      expect(opened.manifest).toEqual(manifest);
      expect(opened.openedAs).toBe(secretKey === sender ? 'sender' : 'recipient');
      expect(opened.signer).toEqual({ fingerprint: sender.public.fingerprint, signedAt: NOW, remembered: false });
    }
  });

  test('of level 4 also holds subject and message', async () => {
    const words = { level: 4, subject: 'Bescheid', message: 'Grüße\n„anbei“' } as const;
    const manifest = await aManifest(sender, [listed(reader)], words);
    const sealed = await sealManifest({ manifest, senderKey: sender, recipientKeys: [reader.public], now: NOW });
    const opened = await openManifest(sealed, {
      with: { secretKey: reader },
      expected: expectedOf(manifest, sender, reader.public.address),
      now: NOW,
    });
    expect(opened.manifest).toMatchObject(words);
  });

  test('opens with the access code as a person types it, and with no other', async () => {
    const address = 'newcomer@example.org';
    const code = newAccessCode();
    const manifest = await aManifest(sender, [{ address, access: 'access_code' }]);
    const sealed = await sealManifest({
      manifest,
      senderKey: sender,
      recipientKeys: [],
      accessCodes: [{ address, code }],
      now: NOW,
    });
    const openWith = (accessCode: string) =>
      openManifest(sealed, { with: { accessCode }, expected: expectedOf(manifest, sender, address), now: NOW });
    expect((await openWith(code.toLowerCase().replaceAll('-', ' '))).openedAs).toBe('recipient');
    await expect(openWith(newAccessCode())).rejects.toMatchObject({ code: 'wrong_code' });
    await expect(openWith('ABCD')).rejects.toMatchObject({ code: 'access_code_invalid' });
  });

  test('is encrypted once to each listed key, once to the sender, and to nobody else', async () => {
    const manifest = await aManifest(sender, [listed(reader), listed(sender)]);
    const sealed = await sealManifest({
      manifest,
      senderKey: sender,
      recipientKeys: [reader.public, sender.public],
      now: NOW,
    });
    const { packets } = await readPackets(sealed);
    expect([packets.forKeys.length, packets.forCodes.length]).toEqual([2, 0]);
  });

  test('comes as one copy for each reader, which opens for this reader alone', async () => {
    const accessCodes = ['first', 'second'].map((name) => ({ address: `${name}@example.org`, code: newAccessCode() }));
    const byCode = accessCodes.map(({ address }) => ({ address, access: 'access_code' as const }));
    const pending = { address: 'pending@example.org', access: 'release_pending' as const };
    const manifest = await aManifest(sender, [byCode[1]!, pending, listed(other), byCode[0]!, listed(reader)]);
    const copies = await sealCopies({
      manifest,
      senderKey: sender,
      recipientKeys: [reader.public, other.public],
      accessCodes,
      now: NOW,
    });
    const { forRecipients } = copies;
    expect([...forRecipients.keys()].toSorted()).toEqual(
      ['first', 'other', 'reader', 'second'].map((name) => `${name}@example.org`),
    );
    const copyOf = (key: SecretKey) => (key === sender ? copies.forSender : forRecipients.get(key.public.address)!);
    for (const owner of [sender, reader, other]) {
      for (const secretKey of [sender, reader, other]) {
        const expected = expectedOf(manifest, sender, secretKey.public.address);
        const opening = openManifest(copyOf(owner), { with: { secretKey }, expected, now: NOW });
        if (owner === secretKey) expect((await opening).manifest).toEqual(manifest);
        else await expect(opening).rejects.toMatchObject({ code: 'wrong_secret' });
      }
    }
    for (const { address, code: accessCode } of accessCodes) {
      const expected = expectedOf(manifest, sender, address);
      const open = (octets: Uint8Array) => openManifest(octets, { with: { accessCode }, expected, now: NOW });
      expect((await open(forRecipients.get(address)!)).manifest).toEqual(manifest);
      const foreign = accessCodes.find((one) => one.address !== address)!.address;
      await expect(open(forRecipients.get(foreign)!)).rejects.toMatchObject({ code: 'wrong_code' });
      await expect(open(copies.forSender)).rejects.toMatchObject({ code: 'wrong_code' });
    }
  });

  test('for a sender who writes to themselves comes as a copy in either role', async () => {
    const manifest = await aManifest(sender, [listed(sender)]);
    const copies = await sealCopies({ manifest, senderKey: sender, recipientKeys: [sender.public], now: NOW });
    expect(copies.forRecipients.get(sender.public.address)).toEqual(copies.forSender);
  });
});
