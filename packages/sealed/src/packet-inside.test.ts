import { describe, expect, test } from '@jest/globals';
import { headerOf, PROFILE } from './format.ts';
import { openStream } from './node.ts';
import { nodeEngine } from './node-engine.ts';
import { all, inSteps, patternBytes } from './testing/bytes.ts';

const sessionKey = patternBytes(32, 21);
const salt = patternBytes(32, 22);

/** A genuine sealed object around any octets, as another program could make it. */
async function sealedAround(hex: string): Promise<Buffer> {
  const packet = Buffer.from(hex.replaceAll(' ', ''), 'hex');
  const cipher = await nodeEngine.cipherFor(sessionKey, salt, PROFILE);
  const record = await cipher.sealChunk(0, [packet]);
  return Buffer.concat([headerOf(salt), ...record, await cipher.sealFinal(1, packet.length)]);
}

const ascii = (text: string): string => Buffer.from(text).toString('hex');

describe('a genuine packet of another program', () => {
  test.each([
    ['one length octet', `cb 08 62 00 00000000 ${ascii('hi')}`, 'hi'],
    ['two length octets', `cb c0 46 62 00 00000000 ${ascii('x'.repeat(256))}`, 'x'.repeat(256)],
    ['five length octets', `cb ff 00000008 62 00 00000000 ${ascii('hi')}`, 'hi'],
    ['a file name and a date', `cb 0b 62 03 ${ascii('abc')} 65000000 ${ascii('hi')}`, 'hi'],
    ['partial bodies, ending in an empty one', `cb e9 62 00 00000000 ${ascii('y'.repeat(506))} 00`, 'y'.repeat(506)],
    ['partial bodies that part the date', `cb e1 62 00 e1 00 00 04 00 00 ${ascii('hi')}`, 'hi'],
    ['no plaintext', 'cb 06 62 00 00000000', ''],
  ])('with %s opens', async (_, packet, text) => {
    expect((await all(openStream({ sessionKey }, inSteps(await sealedAround(packet))))).toString()).toBe(text);
  });

  test.each([
    ['that is none', 'd3 01 00'],
    ['that is compressed', 'c8 03 00 03 00'],
    ['of the old packet format', `ac 08 62 00 00000000 ${ascii('hi')}`],
    ['that is text', `cb 08 75 00 00000000 ${ascii('hi')}`],
    ['that is followed by another', `cb 08 62 00 00000000 ${ascii('hi')} cb 06 62 00 00000000`],
    ['that is too short for its file name', 'cb 07 62 09 00000000 00'],
    ['whose length says more than there is', `cb 09 62 00 00000000 ${ascii('hi')}`],
    ['that ends in a partial body', 'cb e1 62 00'],
    ['that ends within its length', 'cb ff 0000'],
  ])('%s is an error', async (_, packet) => {
    const opening = all(openStream({ sessionKey }, inSteps(await sealedAround(packet))));
    await expect(opening).rejects.toMatchObject({ code: expect.stringMatching(/^(unsupported|truncated)$/) });
  });
});
