import { beforeAll, expect, test } from '@jest/globals';
import { enums, type PartialConfig } from 'openpgp';
import type { SecretKey } from '../keys/key.ts';
import { newAccessCode } from '../unlocks/access-code.ts';
import { MANIFEST_LIMITS } from './manifest.ts';
import { openManifest } from './open-manifest.ts';
import { joinPackets, readPackets } from './packets.ts';
import { aManifest, expectedOf, listed, NOW, personKey } from './testing/delivery.ts';
import { type Forgery, forged } from './testing/forge.ts';

let sender: SecretKey;
let reader: SecretKey;
beforeAll(async () => {
  [sender, reader] = (await Promise.all(['sender', 'reader'].map(personKey))) as [SecretKey, SecretKey];
});

/** The code of the refusal of a message that the sender made otherwise than docs/FORMATS.md says. */
async function refusalOf(change: Partial<Forgery> & Pick<Forgery, 'options'>): Promise<unknown> {
  const manifest = await aManifest(sender, [listed(reader)]);
  const octets = await forged({ content: manifest, signers: [sender], readers: [reader.public], ...change });
  return codeOf(octets);
}

async function codeOf(octets: Uint8Array): Promise<unknown> {
  const expected = expectedOf(await aManifest(sender, [listed(reader)]), sender, reader.public.address);
  const opening = openManifest(octets, { with: { secretKey: reader }, expected, now: NOW });
  return opening.then(
    () => 'opened',
    (error) => error.code,
  );
}

const key = new Uint8Array(32).fill(1);

test('SEIPDv1, whose integrity rests on SHA-1, is not opened', async () => {
  expect(await refusalOf({ options: { sessionKey: { data: key, algorithm: 'aes256' } } })).toBe('malformed');
});

test('other ciphers and modes than AES-256 with GCM are not opened', async () => {
  for (const sessionKey of [
    { data: key, algorithm: 'aes256', aeadAlgorithm: 'ocb' },
    { data: key, algorithm: 'aes256', aeadAlgorithm: 'eax' },
    { data: key.slice(0, 16), algorithm: 'aes128', aeadAlgorithm: 'gcm' },
  ] as const) {
    expect(await refusalOf({ options: { sessionKey } })).toBe('malformed');
  }
});

test('an access code that is not stretched by Argon2id, or at a cost without measure, is refused before the derivation', async () => {
  const accessCodes = [newAccessCode()];
  const weak: PartialConfig = { s2kType: enums.s2k.iterated };
  const dear: PartialConfig = {
    s2kType: enums.s2k.argon2,
    s2kArgon2Params: { passes: 17, parallelism: 1, memoryExponent: 10 },
  };
  for (const config of [weak, dear]) expect(await refusalOf({ accessCodes, options: { config } })).toBe('malformed');
});

test('a packet that is no session key and no content is refused, be it one that OpenPGP ignores', async () => {
  const manifest = await aManifest(sender, [listed(reader)]);
  const octets = await forged({ content: manifest, signers: [sender], readers: [reader.public] });
  const { packets } = await readPackets(octets);
  const marker = Uint8Array.of(0xca, 3, 0x50, 0x47, 0x50);
  const padding = Uint8Array.of(0xd5, 2, 1, 1);
  for (const extra of [marker, padding]) {
    expect(await codeOf(joinPackets({ ...packets, forCodes: [extra] }))).toBe('malformed');
  }
  const version3 = await forged({
    content: manifest,
    readers: [reader.public],
    options: { sessionKey: { data: key, algorithm: 'aes256' } },
  });
  const mixed = Buffer.concat([version3.subarray(0, 2 + version3[1]!), octets]);
  expect(await codeOf(mixed)).toBe('malformed');
});

test('what only signs or only holds text is no sealed manifest', async () => {
  const { packets } = await readPackets(await forged({ content: '{}', readers: [reader.public] }));
  expect(await codeOf(packets.forKeys[0]!)).toBe('malformed');
  expect(await codeOf(Uint8Array.of(0xcb, 7, 0x62, 0, 0, 0, 0, 0, 0x7b))).toBe('malformed');
});

test('a small message that unfolds to a huge one is refused', async () => {
  const content = ' '.repeat(MANIFEST_LIMITS.maxOctets + 100_000);
  const config = { preferredCompressionAlgorithm: enums.compression.zlib };
  const octets = await forged({ content, signers: [sender], readers: [reader.public], options: { config } });
  expect(octets.length).toBeLessThan(100_000);
  expect(await codeOf(octets)).toBe('damaged');
});

test('more than four mebibytes are not read at all', async () => {
  expect(await codeOf(new Uint8Array(4 * 1024 ** 2 + 1))).toBe('malformed');
});
