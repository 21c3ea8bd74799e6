import { createHash } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import { fingerprintWords } from '../keys/fingerprint-words.ts';
import { openVector, vectorPublicKey, vectors } from '../testing/unlock-vectors.ts';

describe('unlocks that were made by the first version', () => {
  test.each(vectors.unlocks)('still open: $secret.kind', async (vector) => {
    const { openpgp } = await openVector(vector);
    expect(createHash('sha256').update(openpgp.write()).digest('hex')).toBe(vectors.secretKeySha256);
  });

  test('belong to a key that still has the same words', async () => {
    const { fingerprint } = await vectorPublicKey();
    expect((await fingerprintWords(fingerprint)).join(' ')).toBe(vectors.fingerprintWords);
  });
});
