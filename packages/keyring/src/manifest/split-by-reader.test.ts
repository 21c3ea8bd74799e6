import { expect, test } from '@jest/globals';
import { newAccessCode } from '../unlocks/access-code.ts';
import { openManifest } from './open-manifest.ts';
import { sealManifest } from './seal-manifest.ts';
import { splitByReader } from './split-by-reader.ts';
import { aManifest, expectedOf, listed, NOW, personKey } from './testing/delivery.ts';

test('a manifest is cut into a copy for keys and one for each code, which open for these alone', async () => {
  const [sender, reader] = await Promise.all([personKey('sender'), personKey('reader')]);
  const addresses = ['first@example.org', 'second@example.org'];
  const accessCodes = [newAccessCode(), newAccessCode()];
  const byCode = addresses.map((address) => ({ address, access: 'access_code' as const }));
  const manifest = await aManifest(sender, [listed(reader), ...byCode]);
  const sealed = await sealManifest({
    manifest,
    senderKey: sender,
    recipientKeys: [reader.public],
    accessCodes,
    now: NOW,
  });
  const copies = await splitByReader(sealed);

  for (const secretKey of [sender, reader]) {
    const expected = expectedOf(manifest, sender, secretKey.public.address);
    const opener = { with: { secretKey }, expected, now: NOW };
    expect((await openManifest(copies.forKeys, opener)).manifest).toEqual(manifest);
    await expect(openManifest(copies.forCodes[0]!, opener)).rejects.toMatchObject({ code: 'wrong_secret' });
  }
  expect(copies.forCodes).toHaveLength(2);
  for (const [index, accessCode] of accessCodes.entries()) {
    const opener = { with: { accessCode }, expected: expectedOf(manifest, sender, addresses[index]!), now: NOW };
    expect((await openManifest(copies.forCodes[index]!, opener)).manifest).toEqual(manifest);
    await expect(openManifest(copies.forCodes[1 - index]!, opener)).rejects.toMatchObject({ code: 'wrong_code' });
    await expect(openManifest(copies.forKeys, opener)).rejects.toMatchObject({ code: 'wrong_code' });
  }
});
