import { beforeAll, describe, expect, test } from '@jest/globals';
import { decrypt, decryptSessionKeys, readMessage } from 'openpgp';
import { generateKey } from '../keys/generate-key.ts';
import type { SecretKey } from '../keys/key.ts';
import { newAccessCode } from '../unlocks/access-code.ts';
import type { Manifest } from './manifest.ts';
import { READING } from './message-profile.ts';
import { type OpenedManifest, type OpenManifestInput, openManifest } from './open-manifest.ts';
import { joinPackets, readPackets } from './packets.ts';
import { packetFor } from './readdress-manifest.ts';
import { sealManifest } from './seal-manifest.ts';
import { aFile, aManifest, expectedOf, listed, NOW, OTHER_DELIVERY, personKey } from './testing/delivery.ts';
import { forged } from './testing/forge.ts';

let sender: SecretKey;
let reader: SecretKey;
let mallory: SecretKey;
let manifest: Manifest;
let sealed: Uint8Array;

beforeAll(async () => {
  [sender, reader, mallory] = (await Promise.all(['sender', 'reader', 'mallory'].map(personKey))) as [
    SecretKey,
    SecretKey,
    SecretKey,
  ];
  manifest = await aManifest(sender, [listed(reader)]);
  sealed = await sealed_(manifest);
});

const sealed_ = (one: Manifest): Promise<Uint8Array> =>
  sealManifest({ manifest: one, senderKey: sender, recipientKeys: [reader.public], now: NOW });

type Expected = OpenManifestInput['expected'];

/** Opens as the reader, whom the server tells what an honest one would, but for `lies`. */
function openAsReader(octets: Uint8Array, lies: Partial<Expected> = {}, secretKey = reader): Promise<OpenedManifest> {
  const expected = { ...expectedOf(manifest, sender, secretKey.public.address), ...lies };
  return openManifest(octets, { with: { secretKey }, expected, now: NOW });
}

/** A forgery signed by `signer` for the reader. */
const forgedBy = (signer: SecretKey, content: unknown) =>
  forged({ content, signers: [signer], readers: [reader.public] });

describe('a server that lies', () => {
  test('cannot present the manifest of one delivery as that of another', async () => {
    await expect(openAsReader(sealed, { deliveryId: OTHER_DELIVERY })).rejects.toMatchObject({
      code: 'wrong_delivery',
    });
  });

  test('cannot present level 4 as level 3, nor 3 as 4', async () => {
    const four = await sealed_({ ...manifest, level: 4, subject: 'Betreff', message: '' });
    await expect(openAsReader(four)).rejects.toMatchObject({ code: 'wrong_level' });
    await expect(openAsReader(sealed, { level: 4 })).rejects.toMatchObject({ code: 'wrong_level' });
  });

  test('cannot present another sender', async () => {
    const lies = { senderAddress: mallory.public.address };
    await expect(openAsReader(sealed, lies)).rejects.toMatchObject({ code: 'wrong_sender' });
  });

  test('cannot take a file away, add one, repeat one, swap it for another or present another size', async () => {
    const { objects } = expectedOf(manifest, sender, '');
    const [first, second] = objects as [Expected['objects'][number], Expected['objects'][number]];
    const foreign = '20000000-0000-4000-8000-000000000009';
    const presentations = [
      [[first], [second.fileId]],
      [[first, second, { fileId: foreign, sizeBytes: 80 }], [foreign]],
      [[first, second, second], []],
      [
        [first, { ...second, fileId: foreign }],
        [second.fileId, foreign],
      ],
      [[first, { ...second, sizeBytes: 81 }], [second.fileId]],
      [
        [
          { ...first, fileId: second.fileId },
          { ...second, fileId: first.fileId },
        ],
        [first.fileId, second.fileId],
      ],
    ] as const;
    for (const [presented, fileIds] of presentations) {
      await expect(openAsReader(sealed, { objects: presented })).rejects.toMatchObject({
        code: 'wrong_files',
        details: { fileIds },
      });
    }
  });

  test('cannot put the content of one delivery behind the session key of another', async () => {
    const other = await sealed_({ ...manifest, deliveryId: OTHER_DELIVERY });
    const [one, two] = [(await readPackets(sealed)).packets, (await readPackets(other)).packets];
    const mixed = joinPackets({ ...one, content: two.content });
    await expect(openAsReader(mixed)).rejects.toMatchObject({ code: 'damaged' });
  });

  test('cannot mislead with session key packets of its own making', async () => {
    const { packets } = await readPackets(sealed);
    const own = await packetFor(reader.public, new Uint8Array(32), NOW);
    const padded = joinPackets({ ...packets, forKeys: [own, ...packets.forKeys, own] });
    expect((await openAsReader(padded)).manifest).toEqual(manifest);
  });

  test('cannot alter any octet of the message', async () => {
    const { packets } = await readPackets(sealed);
    const contentStart = sealed.length - packets.content.length;
    const codes = new Map<string, number>();
    for (let at = 0; at < sealed.length; at += at < contentStart + 45 ? 1 : 37) {
      const altered = sealed.slice();
      altered[at]! ^= 1;
      const error = await openAsReader(altered).then(
        () => undefined,
        (thrown) => thrown,
      );
      // Octets of the other session key packet, which is the sender's, do not concern the reader.
      if (!error) expect(at).toBeLessThan(contentStart);
      else codes.set(error.code, (codes.get(error.code) ?? 0) + 1);
      if (at >= contentStart + 40) expect(error.code).toBe('damaged');
    }
    expect([...codes.keys()].toSorted()).toEqual(['damaged', 'malformed', 'wrong_secret']);
  });

  test('cannot cut the message anywhere, nor add to it', async () => {
    for (let length = 1; length < sealed.length; length += length > sealed.length - 40 ? 1 : 29) {
      await expect(openAsReader(sealed.slice(0, length))).rejects.toMatchObject({
        code: expect.stringMatching(/^(damaged|malformed)$/),
      });
    }
    await expect(openAsReader(new Uint8Array(0))).rejects.toMatchObject({ code: 'damaged' });
    await expect(openAsReader(Buffer.concat([sealed, sealed]))).rejects.toMatchObject({ code: 'damaged' });
    await expect(openAsReader(Buffer.concat([sealed, Buffer.of(0)]))).rejects.toMatchObject({ code: 'damaged' });
  });

  test('cannot cut away whole chunks with an own last length, or drop the final tag', async () => {
    const long = await forged({
      content: manifest,
      signers: [sender],
      readers: [reader.public],
      options: { config: { aeadChunkSizeByte: 0 } },
    });
    expect((await openAsReader(long)).manifest).toEqual(manifest);
    const { packets } = await readPackets(long);
    // A header of one octet, a length of two, four and 32 octets; then chunks of 64 and 16 octets.
    const body = packets.content.subarray(3);
    for (const end of [body.length - 16, 36 + 80 * 3, 36 + 80 * 3 + 16]) {
      const cut = Uint8Array.of(0xd2, ((end - 192) >> 8) + 192, (end - 192) & 255, ...body.subarray(0, end));
      await expect(openAsReader(joinPackets({ ...packets, content: cut }))).rejects.toMatchObject({ code: 'damaged' });
    }
  });
});

describe('somebody who can encrypt to the reader', () => {
  test('is not believed without a signature', async () => {
    const unsigned = await forged({ content: manifest, readers: [reader.public] });
    await expect(openAsReader(unsigned)).rejects.toMatchObject({ code: 'not_signed' });
  });

  test('is not believed with another key, and both fingerprints are told', async () => {
    await expect(openAsReader(await forgedBy(mallory, manifest))).rejects.toMatchObject({
      code: 'wrong_signer',
      details: {
        expectedFingerprint: sender.public.fingerprint,
        actualFingerprint: mallory.public.fingerprint,
      },
    });
  });

  test('is not believed when the server hands out that key as the sender’s, if the right one is remembered', async () => {
    const posing = (await generateKey({ address: sender.public.address, now: NOW })).secret;
    const content = { ...manifest, sender: listed(posing) };
    const lies = { senderKey: posing.public, rememberedFingerprint: sender.public.fingerprint };
    await expect(openAsReader(await forgedBy(posing, content), lies)).rejects.toMatchObject({
      code: 'wrong_signer',
      details: {
        expectedFingerprint: sender.public.fingerprint,
        actualFingerprint: posing.public.fingerprint,
      },
    });
  });

  test('is not believed with a key that the text does not name', async () => {
    const posing = (await generateKey({ address: sender.public.address, now: NOW })).secret;
    const forgery = await forgedBy(posing, manifest);
    await expect(openAsReader(forgery, { senderKey: posing.public })).rejects.toMatchObject({ code: 'wrong_signer' });
  });

  test('is not checked against nothing: without the sender’s key nothing is given out', async () => {
    await expect(openAsReader(sealed, { senderKey: undefined })).rejects.toMatchObject({
      code: 'unknown_signer',
      details: { actualFingerprint: sender.public.fingerprint },
    });
  });

  test('is not believed with a right signature beside another one', async () => {
    const twice = await forged({ content: manifest, signers: [sender, mallory], readers: [reader.public] });
    await expect(openAsReader(twice)).rejects.toMatchObject({ code: 'bad_signature' });
  });
});

describe('a recipient who wants to forge', () => {
  /** The signed packets as the recipient has them in hand, encrypted to somebody else under a fresh session key. */
  async function reencrypted(to: SecretKey): Promise<Uint8Array> {
    const message = await readMessage({ binaryMessage: sealed });
    const [key] = await decryptSessionKeys({ message, decryptionKeys: reader.openpgp, config: READING });
    const { packets } = await readPackets(sealed);
    const forKeys = [await packetFor(to.public, key!.data, NOW)];
    return joinPackets({ ...packets, forKeys });
  }

  test('cannot replay the manifest to another, as if the sender had written to them', async () => {
    const replayed = await reencrypted(mallory);
    await expect(openAsReader(replayed, {}, mallory)).rejects.toMatchObject({ code: 'not_addressed' });
    // Not even when the server says that they are the recipient.
    const lies = { myAddress: reader.public.address };
    await expect(openAsReader(replayed, lies, mallory)).rejects.toMatchObject({ code: 'not_addressed' });
  });

  test('cannot add a recipient to the message: whom the sender did not list, it does not open for', async () => {
    const { packets } = await readPackets(sealed);
    const extra = (await readPackets(await reencrypted(mallory))).packets.forKeys;
    const shared = joinPackets({ ...packets, forKeys: [...packets.forKeys, ...extra] });
    await expect(openAsReader(shared, {}, mallory)).rejects.toMatchObject({ code: 'not_addressed' });
    expect((await openAsReader(shared)).manifest).toEqual(manifest);
  });

  test('cannot change a session key: the signed text is another one then', async () => {
    const { signatures } = await decrypt({
      message: await readMessage({ binaryMessage: sealed }),
      decryptionKeys: reader.openpgp,
      format: 'binary',
    });
    const signature = await signatures[0]!.signature;
    const withSignature = (content: string) => forged({ content, readers: [reader.public], options: { signature } });
    const text = JSON.stringify(manifest);
    expect((await openAsReader(await withSignature(text))).manifest).toEqual(manifest);
    const [one, two] = manifest.files.map(({ sessionKey }) => sessionKey) as [string, string];
    const swapped = await withSignature(text.replace(one, '?').replace(two, one).replace('?', two));
    await expect(openAsReader(swapped)).rejects.toMatchObject({ code: 'bad_signature' });
  });

  test('cannot use the sender’s signature on something else as a manifest', async () => {
    const contacts = await forgedBy(sender, { type: 'umschlag-contacts', version: 1, contacts: [] });
    await expect(openAsReader(contacts)).rejects.toMatchObject({ code: 'malformed' });
    const asText = await forged({
      content: manifest,
      signers: [sender],
      readers: [reader.public],
      options: { asText: true },
    });
    await expect(openAsReader(asText)).rejects.toMatchObject({ code: 'bad_signature' });
  });
});

describe('who is listed how', () => {
  test('with a fingerprint: another key of that address does not open', async () => {
    const second = (await generateKey({ address: reader.public.address, now: NOW })).secret;
    const forSecond = await forged({ content: manifest, signers: [sender], readers: [second.public] });
    await expect(openAsReader(forSecond, {}, second)).rejects.toMatchObject({ code: 'not_addressed' });
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
    await expect(openAsReader(await forgedBy(sender, content))).rejects.toMatchObject({ code: 'not_addressed' });
  });

  test('not at all: nobody else’s access code opens for an address that is not listed', async () => {
    const accessCode = newAccessCode();
    const content = await aManifest(sender, [{ address: 'newcomer@example.org', access: 'access_code' }]);
    const withCode = await sealManifest({
      manifest: content,
      senderKey: sender,
      recipientKeys: [],
      accessCodes: [accessCode],
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
    await expect(openAsReader(await forgedBy(sender, ahead))).rejects.toMatchObject({ code: 'wrong_time' });
    const signedAhead = await forged({
      content: ahead,
      signers: [sender],
      readers: [reader.public],
      now: inDays(3),
    });
    await expect(openAsReader(signedAhead)).rejects.toMatchObject({ code: 'bad_signature' });
  });

  test('an old text signed today is refused', async () => {
    const old = { ...manifest, createdAt: inDays(-300).toISOString() };
    await expect(openAsReader(await forgedBy(sender, old))).rejects.toMatchObject({ code: 'wrong_time' });
  });
});

test('nobody seals what nobody may open: keys and codes have to be those of the list', async () => {
  const code = newAccessCode();
  const wrong = [
    { recipientKeys: [] },
    { recipientKeys: [reader.public, mallory.public] },
    { recipientKeys: [mallory.public] },
    { recipientKeys: [reader.public, reader.public] },
    { recipientKeys: [reader.public], accessCodes: [code] },
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
  const sealing = sealed_({ ...manifest, files });
  await expect(sealing).rejects.toMatchObject({ code: 'malformed', details: { at: 'files' } });
});
