import { describe, expect, test } from '@jest/globals';
import * as openpgp from 'openpgp';
import { CHUNK_OCTETS, HEADER_OCTETS } from './format.ts';
import { layoutByRule } from './layout.ts';
import { frameAsPacket, layoutOf, openStream, sealStream } from './node.ts';
import { nodeEngine } from './node-engine.ts';
import { sealByLayout } from './seal-stream.ts';
import { all, inSteps, patternBytes } from './testing/bytes.ts';
import { packetBody } from './testing/packets.ts';

const key = patternBytes(32, 3);
const sessionKey = { data: key, algorithm: 'aes256', aeadAlgorithm: 'gcm' } as const;
const SIZES = [0, 1, 500, 65_530, 100_000, CHUNK_OCTETS - 12, CHUNK_OCTETS - 11, CHUNK_OCTETS, 3 * CHUNK_OCTETS + 7];

/** What openpgp.js makes of a packet. */
async function openedByOpenpgp(packet: Uint8Array): Promise<Buffer> {
  const message = await openpgp.readMessage({ binaryMessage: packet });
  const { data } = await openpgp.decrypt({ message, sessionKeys: sessionKey, format: 'binary' });
  return Buffer.from(data as Uint8Array);
}

describe('openpgp.js opens', () => {
  test.each(SIZES)('%i bytes of known size', async (size) => {
    const plain = patternBytes(size);
    const sealed = sealStream({ sessionKey: key, plainSizeBytes: size }, inSteps(plain));
    const packet = await all(frameAsPacket(sealed, layoutOf(size).sealedSizeBytes));
    expect((await openedByOpenpgp(packet)).equals(plain)).toBe(true);
  });

  test.each(SIZES)('%i bytes of unknown size, in a packet of unknown size', async (size) => {
    const plain = patternBytes(size);
    const sealed = sealStream({ sessionKey: key, plainSizeBytes: undefined }, inSteps(plain));
    expect((await openedByOpenpgp(await all(frameAsPacket(sealed, undefined)))).equals(plain)).toBe(true);
  });

  test.each([
    [9, 600],
    [16, 100_000],
    [18, 2 ** 18],
  ])(
    'what lies beyond the definite length, with partial bodies of 2^%i from %i octets on instead of 2^30 from 4 GiB',
    async (partialBits, definiteMaxOctets) => {
      const rule = { partialBits, definiteMaxOctets };
      for (const size of [definiteMaxOctets - 6, definiteMaxOctets - 5, 2 ** 19 - 6, 2 ** 19 - 5, 700_001]) {
        const plain = patternBytes(size);
        const layout = layoutByRule(size, 'known', rule);
        const sealed = await all(sealByLayout(nodeEngine, { sessionKey: key }, layout, inSteps(plain)));
        expect(sealed.length).toBe(layout.sealedSizeBytes);
        expect((await openedByOpenpgp(await all(frameAsPacket(inSteps(sealed), sealed.length)))).equals(plain)).toBe(
          true,
        );
        expect((await all(openStream({ sessionKey: key }, inSteps(sealed)))).equals(plain)).toBe(true);
      }
    },
  );
});

describe('what openpgp.js seals opens here', () => {
  test.each(SIZES)('%i bytes', async (size) => {
    const plain = patternBytes(size);
    const message = await openpgp.createMessage({ binary: plain });
    const packet = (await openpgp.encrypt({ message, sessionKey, format: 'binary' })) as Uint8Array;
    const opened = openStream({ sessionKey: key, expectedPlainSizeBytes: size }, inSteps(packetBody(packet)));
    expect((await all(opened)).equals(plain)).toBe(true);
  });

  test('as a stream, with a file name', async () => {
    const plain = patternBytes(1_000_000);
    const message = await openpgp.createMessage({
      binary: new Blob([plain]).stream(),
      filename: 'a name.bin',
    } as never);
    const stream = (await openpgp.encrypt({
      message,
      sessionKey,
      format: 'binary',
    } as never)) as unknown as AsyncIterable<Uint8Array>;
    const opened = openStream({ sessionKey: key }, inSteps(packetBody(await all(stream))));
    expect((await all(opened)).equals(plain)).toBe(true);
  });

  test('but not with another cipher, mode or chunk size', async () => {
    for (const [config, other] of [
      [{ aeadChunkSizeByte: 10 }, sessionKey],
      [{}, { data: key, algorithm: 'aes256', aeadAlgorithm: 'ocb' }],
      [{}, { data: key.slice(0, 16), algorithm: 'aes128', aeadAlgorithm: 'gcm' }],
    ] as const) {
      const message = await openpgp.createMessage({ binary: patternBytes(10) });
      const packet = (await openpgp.encrypt({ message, sessionKey: other, format: 'binary', config })) as Uint8Array;
      const body = packetBody(packet);
      expect(body.length).toBeGreaterThan(HEADER_OCTETS);
      await expect(all(openStream({ sessionKey: key }, inSteps(body)))).rejects.toMatchObject({ code: 'unsupported' });
    }
  });
});
