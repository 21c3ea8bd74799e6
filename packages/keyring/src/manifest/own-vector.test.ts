import { readFile } from 'node:fs/promises';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { openStream } from '@umschlag/sealed/web';
import { readPrivateKey } from 'openpgp';
import type { SecretKey } from '../keys/key.ts';
import { readPublicKey } from '../keys/read-public-key.ts';
import type { Manifest } from './manifest.ts';
import { type OpenManifestInput, openManifest } from './open-manifest.ts';
import { encodeManifest, parseManifest } from './parse-manifest.ts';
import { verifiedPlaintext } from './plaintext-parts.ts';
import { sealedObjectOf } from './sealed-file.ts';
import { allOf, inSteps } from './testing/bytes.ts';

const read = async (url: string) => JSON.parse(await readFile(new URL(url, import.meta.url), 'utf8'));
const vector = await read('../../vectors/manifest.json');
const manifest: Manifest = JSON.parse(vector.text);
const names = ['sender', 'reader', 'newcomer', 'pending'] as const;
const keys = {} as Record<(typeof names)[number], SecretKey>;

beforeAll(async () => {
  for (const name of names) {
    const openpgp = await readPrivateKey({ armoredKey: vector.secretKeys[name] });
    const address = `${name}@example.org`;
    const key = openpgp.toPublic().write();
    keys[name] = { openpgp, public: await readPublicKey({ key, address, now: new Date(vector.later) }) };
  }
});

const opened = (message: string, opener: OpenManifestInput['with'], myAddress: string) =>
  openManifest(Buffer.from(message, 'base64'), {
    with: opener,
    expected: {
      deliveryId: manifest.deliveryId,
      level: manifest.level,
      senderAddress: 'sender@example.org',
      senderKey: keys.sender.public,
      rememberedFingerprint: keys.sender.public.fingerprint,
      myAddress,
      objects: vector.objects,
    },
    now: new Date(vector.later),
  });
const byKey = (message: string, name: (typeof names)[number]) =>
  opened(message, { secretKey: keys[name] }, keys[name].public.address);

describe('the published vector', () => {
  test('is the one way to write its text', async () => {
    expect(new TextDecoder().decode(await encodeManifest(manifest))).toBe(vector.text);
    expect(await parseManifest(new TextEncoder().encode(vector.text))).toEqual(manifest);
  });

  test.each(['sender', 'reader'] as const)('opens for the %s', async (name) => {
    expect((await byKey(vector.message, name)).manifest).toEqual(manifest);
  });

  test('opens with the access code, and as the copy to the own key that was made with it', async () => {
    const byCode = await opened(vector.message, { accessCode: vector.accessCode }, 'newcomer@example.org');
    expect(byCode.manifest).toEqual(manifest);
    expect((await byKey(vector.copyToOwnKey, 'newcomer')).manifest).toEqual(manifest);
  });

  test('opens for the pending recipient after the release, and not before', async () => {
    await expect(byKey(vector.message, 'pending')).rejects.toMatchObject({ code: 'wrong_secret' });
    const released = await byKey(vector.released, 'pending');
    expect(released.manifest).toEqual(JSON.parse(vector.releasedText));
    expect(released.manifest.recipients.slice(0, 2)).toEqual(manifest.recipients.slice(0, 2));
  });

  test('gives what opens the sealed object of the same bytes', async () => {
    const objects = await read('../../../sealed/vectors/sealed-objects.json');
    const object = objects.cases.find((one: { plainSizeBytes: number }) => one.plainSizeBytes === 13);
    const file = manifest.files[0]!;
    const plain = openStream(sealedObjectOf(file), inSteps(Buffer.from(object.sealed, 'hex')));
    expect([...(await allOf(verifiedPlaintext(file, plain)))]).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]);
  });
});
