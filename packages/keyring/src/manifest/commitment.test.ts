import { createHmac, hkdfSync, randomBytes } from 'node:crypto';
import { expect, test } from '@jest/globals';
import { commitmentOf } from './commitment.ts';
import { digestFromParts } from './file-digest.ts';

const digestOf = (...parts: Buffer[]) =>
  digestFromParts(
    20,
    parts.map((part) => Uint8Array.from(part)),
  );

test('a commitment is what anybody computes who holds the nonce and the digests of the parts', async () => {
  const sessionKey = randomBytes(32);
  const digest = await digestOf(randomBytes(32), randomBytes(32));
  const { commitment, nonce } = await commitmentOf({ sessionKey: sessionKey.toString('base64url'), digest });
  const expected = Buffer.from(hkdfSync('sha256', sessionKey, '', 'umschlag receipt commitment 1', 32));
  expect(nonce).toBe(expected.toString('base64url'));
  const list = Buffer.from(digest.listSha256, 'base64url');
  expect(commitment).toBe(createHmac('sha256', expected).update(list).digest('hex'));
});

test('another file or another session key is another commitment', async () => {
  const [one, other] = [randomBytes(32).toString('base64url'), randomBytes(32).toString('base64url')];
  const [digest, otherDigest] = await Promise.all([digestOf(randomBytes(32)), digestOf(randomBytes(32))]);
  const made = await Promise.all([
    commitmentOf({ sessionKey: one, digest }),
    commitmentOf({ sessionKey: other, digest }),
    commitmentOf({ sessionKey: one, digest: otherDigest }),
  ]);
  expect(new Set(made.map(({ commitment }) => commitment)).size).toBe(3);
  expect(new Set(made.map(({ nonce }) => nonce)).size).toBe(2);
});
