import { beforeAll, describe, expect, test } from '@jest/globals';
import { joinPackets, readPackets } from './packets.ts';
import { packetFor } from './readdress-manifest.ts';
import { aCast, type Cast, type Expected } from './testing/cast.ts';
import { expectedOf, NOW, OTHER_DELIVERY } from './testing/delivery.ts';
import { forged } from './testing/forge.ts';

let { sender, reader, mallory, manifest, sealed, seal, open } = {} as Cast;
beforeAll(async () => {
  ({ sender, reader, mallory, manifest, sealed, seal, open } = await aCast());
});

describe('a server that lies', () => {
  test('cannot present the manifest of one delivery as that of another', async () => {
    await expect(open(sealed, { deliveryId: OTHER_DELIVERY })).rejects.toMatchObject({
      code: 'wrong_delivery',
    });
  });

  test('cannot present level 4 as level 3, nor 3 as 4', async () => {
    const four = await seal({ ...manifest, level: 4, subject: 'Betreff', message: '' });
    await expect(open(four)).rejects.toMatchObject({ code: 'wrong_level' });
    await expect(open(sealed, { level: 4 })).rejects.toMatchObject({ code: 'wrong_level' });
  });

  test('cannot present another sender', async () => {
    const lies = { senderAddress: mallory.public.address };
    await expect(open(sealed, lies)).rejects.toMatchObject({ code: 'wrong_sender' });
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
      await expect(open(sealed, { objects: presented })).rejects.toMatchObject({
        code: 'wrong_files',
        details: { fileIds },
      });
    }
  });

  test('cannot put the content of one delivery behind the session key of another', async () => {
    const other = await seal({ ...manifest, deliveryId: OTHER_DELIVERY });
    const [one, two] = [(await readPackets(sealed)).packets, (await readPackets(other)).packets];
    const mixed = joinPackets({ ...one, content: two.content });
    await expect(open(mixed)).rejects.toMatchObject({ code: 'damaged' });
  });

  test('cannot mislead with session key packets of its own making', async () => {
    const { packets } = await readPackets(sealed);
    const own = await packetFor(reader.public, new Uint8Array(32), NOW);
    const padded = joinPackets({ ...packets, forKeys: [own, ...packets.forKeys, own] });
    expect((await open(padded)).manifest).toEqual(manifest);
  });

  test('cannot alter any octet of the message', async () => {
    const { packets } = await readPackets(sealed);
    const contentStart = sealed.length - packets.content.length;
    const codes = new Map<string, number>();
    for (let at = 0; at < sealed.length; at += at < contentStart + 45 ? 1 : 37) {
      const altered = sealed.slice();
      altered[at]! ^= 1;
      const error = await open(altered).then(
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
      await expect(open(sealed.slice(0, length))).rejects.toMatchObject({
        code: expect.stringMatching(/^(damaged|malformed)$/),
      });
    }
    await expect(open(new Uint8Array(0))).rejects.toMatchObject({ code: 'damaged' });
    await expect(open(Buffer.concat([sealed, sealed]))).rejects.toMatchObject({ code: 'damaged' });
    await expect(open(Buffer.concat([sealed, Buffer.of(0)]))).rejects.toMatchObject({ code: 'damaged' });
  });

  test('cannot cut away whole chunks with an own last length, or drop the final tag', async () => {
    const long = await forged({
      content: manifest,
      signers: [sender],
      readers: [reader.public],
      options: { config: { aeadChunkSizeByte: 0 } },
    });
    expect((await open(long)).manifest).toEqual(manifest);
    const { packets } = await readPackets(long);
    // A header of one octet, a length of two, four and 32 octets; then chunks of 64 and 16 octets.
    const body = packets.content.subarray(3);
    for (const end of [body.length - 16, 36 + 80 * 3, 36 + 80 * 3 + 16]) {
      const cut = Uint8Array.of(0xd2, ((end - 192) >> 8) + 192, (end - 192) & 255, ...body.subarray(0, end));
      await expect(open(joinPackets({ ...packets, content: cut }))).rejects.toMatchObject({ code: 'damaged' });
    }
  });
});
