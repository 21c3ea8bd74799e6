import { beforeAll, describe, expect, test } from '@jest/globals';
import { decrypt, decryptSessionKeys, readMessage } from 'openpgp';
import { generateKey } from '../keys/generate-key.ts';
import type { SecretKey } from '../keys/key.ts';
import { READING } from './message-profile.ts';
import { joinPackets, readPackets } from './packets.ts';
import { packetFor } from './readdress-manifest.ts';
import { aCast, type Cast } from './testing/cast.ts';
import { listed, NOW } from './testing/delivery.ts';
import { forged } from './testing/forge.ts';

let { sender, reader, mallory, manifest, sealed, forgeBy, open } = {} as Cast;
beforeAll(async () => {
  ({ sender, reader, mallory, manifest, sealed, forgeBy, open } = await aCast());
});

describe('somebody who can encrypt to the reader', () => {
  test('is not believed without a signature', async () => {
    const unsigned = await forged({ content: manifest, readers: [reader.public] });
    await expect(open(unsigned)).rejects.toMatchObject({ code: 'not_signed' });
  });

  test('is not believed with another key, and both fingerprints are told', async () => {
    await expect(open(await forgeBy(mallory, manifest))).rejects.toMatchObject({
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
    await expect(open(await forgeBy(posing, content), lies)).rejects.toMatchObject({
      code: 'wrong_signer',
      details: {
        expectedFingerprint: sender.public.fingerprint,
        actualFingerprint: posing.public.fingerprint,
      },
    });
  });

  test('is not believed with a key that the text does not name', async () => {
    const posing = (await generateKey({ address: sender.public.address, now: NOW })).secret;
    const forgery = await forgeBy(posing, manifest);
    await expect(open(forgery, { senderKey: posing.public })).rejects.toMatchObject({ code: 'wrong_signer' });
  });

  test('is not checked against nothing: without the sender’s key nothing is given out', async () => {
    await expect(open(sealed, { senderKey: undefined })).rejects.toMatchObject({
      code: 'unknown_signer',
      details: { actualFingerprint: sender.public.fingerprint },
    });
  });

  test('is not believed with a right signature beside another one', async () => {
    const twice = await forged({ content: manifest, signers: [sender, mallory], readers: [reader.public] });
    await expect(open(twice)).rejects.toMatchObject({ code: 'bad_signature' });
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
    await expect(open(replayed, {}, mallory)).rejects.toMatchObject({ code: 'not_addressed' });
    // Not even when the server says that they are the recipient.
    const lies = { myAddress: reader.public.address };
    await expect(open(replayed, lies, mallory)).rejects.toMatchObject({ code: 'not_addressed' });
  });

  test('cannot add a recipient to the message: whom the sender did not list, it does not open for', async () => {
    const { packets } = await readPackets(sealed);
    const extra = (await readPackets(await reencrypted(mallory))).packets.forKeys;
    const shared = joinPackets({ ...packets, forKeys: [...packets.forKeys, ...extra] });
    await expect(open(shared, {}, mallory)).rejects.toMatchObject({ code: 'not_addressed' });
    expect((await open(shared)).manifest).toEqual(manifest);
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
    expect((await open(await withSignature(text))).manifest).toEqual(manifest);
    const [one, two] = manifest.files.map(({ sessionKey }) => sessionKey) as [string, string];
    const swapped = await withSignature(text.replace(one, '?').replace(two, one).replace('?', two));
    await expect(open(swapped)).rejects.toMatchObject({ code: 'bad_signature' });
  });

  test('cannot use the sender’s signature on something else as a manifest', async () => {
    const contacts = await forgeBy(sender, { type: 'umschlag-contacts', version: 1, contacts: [] });
    await expect(open(contacts)).rejects.toMatchObject({ code: 'malformed' });
    const asText = await forged({
      content: manifest,
      signers: [sender],
      readers: [reader.public],
      options: { asText: true },
    });
    await expect(open(asText)).rejects.toMatchObject({ code: 'bad_signature' });
  });
});
