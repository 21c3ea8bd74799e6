import { readFile } from 'node:fs/promises';
import { describe, expect, test } from '@jest/globals';
import { HEADER_OCTETS, TAG_OCTETS } from './format.ts';
import { nodeEngine } from './node-engine.ts';
import { webEngine } from './web-engine.ts';

const vector = JSON.parse(await readFile(new URL('../vectors/rfc9580-a11.json', import.meta.url), 'utf8'));
const body = Buffer.from(vector.packet, 'hex').subarray(2);
const plain = Buffer.from(vector.plaintextPackets, 'hex');
const record = body.subarray(HEADER_OCTETS, -TAG_OCTETS);
const finalTag = body.subarray(-TAG_OCTETS);
const AES_128 = { cipherId: 7, keyOctets: 16, chunkOctet: 6 };

describe.each([
  ['node', nodeEngine],
  ['web', webEngine],
] as const)('RFC 9580 appendix A.11, %s', (_, engine) => {
  const cipher = () =>
    engine.cipherFor(Buffer.from(vector.sessionKey, 'hex'), body.subarray(4, HEADER_OCTETS), AES_128);

  test('its packet opens', async () => {
    const opened = await (await cipher()).openChunk(0, [record]);
    expect(Buffer.concat(opened!)).toEqual(plain);
    expect(await (await cipher()).openFinal(1, plain.length, finalTag)).toBe(true);
  });

  test('its plaintext seals to the same octets', async () => {
    expect(Buffer.concat(await (await cipher()).sealChunk(0, [plain]))).toEqual(record);
    expect(Buffer.from(await (await cipher()).sealFinal(1, plain.length))).toEqual(finalTag);
  });

  test('another count of octets or chunks does not pass for it', async () => {
    expect(await (await cipher()).openFinal(1, plain.length + 1, finalTag)).toBe(false);
    expect(await (await cipher()).openFinal(2, plain.length, finalTag)).toBe(false);
  });
});
