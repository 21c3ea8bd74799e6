import { beforeAll, describe, expect, test } from '@jest/globals';
import { generateKey } from '../keys/generate-key.ts';
import { newAccessCode } from '../unlocks/access-code.ts';
import { openManifest } from './open-manifest.ts';
import { sealManifest } from './seal-manifest.ts';
import { aCast, type Cast } from './testing/cast.ts';
import { aFile, aManifest, expectedOf, NOW } from './testing/delivery.ts';
import { forged } from './testing/forge.ts';

let { sender, reader, mallory, manifest, seal, forgeBy, open } = {} as Cast;
beforeAll(async () => {
  ({ sender, reader, mallory, manifest, seal, forgeBy, open } = await aCast());
});

describe('who is listed how', () => {
  test('with a fingerprint: another key of that address does not open', async () => {
    const second = (await generateKey({ address: reader.public.address, now: NOW })).secret;
    const forSecond = await forged({ content: manifest, signers: [sender], readers: [second.public] });
    await expect(open(forSecond, {}, second)).rejects.toMatchObject({ code: 'not_addressed' });
  });

  test('as the sender: another key of that address does not open', async () => {
    const second = (await generateKey({ address: sender.public.address, now: NOW })).secret;
    const forSecond = await forged({ content: manifest, signers: [sender], readers: [second.public] });
    await expect(open(forSecond, {}, second)).rejects.toMatchObject({ code: 'not_addressed' });
  });

  test('with a fingerprint: an access code does not open', async () => {
    const accessCode = newAccessCode();
    const withCode = await forged({ content: manifest, signers: [sender], readers: [], accessCodes: [accessCode] });
    const expected = expectedOf(manifest, sender, reader.public.address);
    await expect(openManifest(withCode, { with: { accessCode }, expected, now: NOW })).rejects.toMatchObject({
      code: 'not_addressed',
    });
  });

  test('as pending: no key opens before the sender has signed the list anew', async () => {
    const content = { ...manifest, recipients: [{ address: reader.public.address, access: 'release_pending' }] };
    await expect(open(await forgeBy(sender, content))).rejects.toMatchObject({ code: 'not_addressed' });
  });

  test('not at all: nobody else’s access code opens for an address that is not listed', async () => {
    const accessCode = newAccessCode();
    const content = await aManifest(sender, [{ address: 'newcomer@example.org', access: 'access_code' }]);
    const withCode = await sealManifest({
      manifest: content,
      senderKey: sender,
      recipientKeys: [],
      accessCodes: [{ address: 'newcomer@example.org', code: accessCode }],
      now: NOW,
    });
    const expected = expectedOf(content, sender, mallory.public.address);
    await expect(openManifest(withCode, { with: { accessCode }, expected, now: NOW })).rejects.toMatchObject({
      code: 'not_addressed',
    });
  });
});

describe('times', () => {
  const inDays = (days: number): Date => new Date(NOW.getTime() + days * 24 * 3600_000);

  test('a manifest from the future is refused, by its text and by its signature', async () => {
    const ahead = { ...manifest, createdAt: inDays(3).toISOString() };
    await expect(open(await forgeBy(sender, ahead))).rejects.toMatchObject({ code: 'wrong_time' });
    const signedAhead = await forged({
      content: ahead,
      signers: [sender],
      readers: [reader.public],
      now: inDays(3),
    });
    await expect(open(signedAhead)).rejects.toMatchObject({ code: 'bad_signature' });
  });

  test('the allowances for clocks do not add up', async () => {
    const ahead = { ...manifest, createdAt: inDays(1.5).toISOString() };
    const octets = await forged({ content: ahead, signers: [sender], readers: [reader.public], now: inDays(0.8) });
    await expect(open(octets)).rejects.toMatchObject({ code: 'wrong_time' });
  });

  test('an old text signed today is refused', async () => {
    const old = { ...manifest, createdAt: inDays(-300).toISOString() };
    await expect(open(await forgeBy(sender, old))).rejects.toMatchObject({ code: 'wrong_time' });
  });
});

test('nobody seals what nobody may open: keys and codes have to be those of the list', async () => {
  const code = newAccessCode();
  const wrong = [
    { recipientKeys: [] },
    { recipientKeys: [reader.public, mallory.public] },
    { recipientKeys: [mallory.public] },
    { recipientKeys: [reader.public, reader.public] },
    { recipientKeys: [reader.public], accessCodes: [{ address: reader.public.address, code }] },
  ];
  for (const keys of wrong) {
    const sealing = sealManifest({ manifest, senderKey: sender, now: NOW, ...keys });
    await expect(sealing).rejects.toMatchObject({ code: 'recipients_mismatch' });
  }
  const sealing = sealManifest({ manifest, senderKey: mallory, recipientKeys: [reader.public], now: NOW });
  await expect(sealing).rejects.toMatchObject({ code: 'wrong_sender' });
});

test('files of one delivery may not share a session key', async () => {
  const { sessionKey } = manifest.files[0]!;
  const files = [manifest.files[0]!, await aFile(3, new Uint8Array(3), { sessionKey })];
  const sealing = seal({ ...manifest, files });
  await expect(sealing).rejects.toMatchObject({ code: 'malformed', details: { at: 'files' } });
});
