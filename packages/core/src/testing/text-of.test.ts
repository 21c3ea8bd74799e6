import { randomBytes } from 'node:crypto';
import { expect, test } from '@jest/globals';
import { textOf } from './text-of.ts';

test('a secret in octets is found, as text or in any encoding, however deep it lies', () => {
  const octets = randomBytes(32);
  for (const as of ['hex', 'base64', 'base64url'] as const) {
    const secret = octets.toString(as);
    expect(textOf([{ row: { hash: octets } }])).toContain(secret);
    expect(textOf([{ row: { text: Buffer.from(`x ${secret} y`) } }])).toContain(secret);
  }
  expect(textOf({ name: Buffer.from('Grüße') })).toContain('Grüße');
});
