import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { describe, expect, test } from '@jest/globals';
import * as node from './node.ts';
import { all, inSteps } from './testing/bytes.ts';
import * as web from './web.ts';

interface Vector {
  readonly plainSizeBytes: number;
  readonly framing: 'known' | 'streamed';
  readonly plainSha256: string;
  readonly sealedSizeBytes: number;
  readonly sealedSha256: string;
  /** Only of the short ones. */
  readonly sealed?: string;
}

const file = JSON.parse(await readFile(new URL('../vectors/sealed-objects.json', import.meta.url), 'utf8'));
const vectors: Vector[] = file.cases;
const sessionKey = Buffer.from(file.sessionKey, 'hex');
const salt = Buffer.from(file.salt, 'hex');
const sha256 = (octets: Uint8Array): string => createHash('sha256').update(octets).digest('hex');

describe.each([
  ['node', node],
  ['web', web],
] as const)('%s', (_, codec) => {
  test.each(vectors)('the published vector of $plainSizeBytes bytes, $framing, is met both ways', async (vector) => {
    const plain = Uint8Array.from({ length: vector.plainSizeBytes }, (_, at) => at % 251);
    const plainSizeBytes = vector.framing === 'known' ? plain.length : undefined;
    const sealed = await all(codec.sealStream({ sessionKey, salt, plainSizeBytes }, inSteps(plain)));
    expect([sealed.length, sha256(sealed)]).toEqual([vector.sealedSizeBytes, vector.sealedSha256]);
    if (vector.sealed !== undefined) expect(sealed.toString('hex')).toBe(vector.sealed);
    const opened = await all(codec.openStream({ sessionKey }, inSteps(sealed)));
    expect(sha256(opened)).toBe(vector.plainSha256);
  });
});
