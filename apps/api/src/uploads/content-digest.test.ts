import { createHash } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import { readContentDigest } from './content-digest.ts';

const digest = createHash('sha256').update('x').digest();
const member = `sha-256=:${digest.toString('base64')}:`;

describe('Content-Digest', () => {
  test('the SHA-256 is found, alone or beside others', () => {
    for (const header of [member, `sha-512=:AAAA:, ${member}`, ['unixsum=1', member]]) {
      expect(readContentDigest(header)).toEqual(digest);
    }
  });

  test.each([undefined, '', 'sha-256=abc', 'sha-256=:QUJD:', 'sha-512=:AAAA:', 'SHA-256 x'])(
    '%j has none',
    (header) => {
      expect(() => readContentDigest(header)).toThrow(expect.objectContaining({ code: 'part_digest_missing' }));
    },
  );
});
