import { describe, expect, test } from '@jest/globals';
import { Contacts } from '../contacts/contact-book.ts';
import type { RecipientKey } from './look-up-keys.ts';
import { comparedIn, faultOf, reviewOf } from './review.ts';

const FINGERPRINT = 'A'.repeat(40);
const keyed = (address: string): RecipientKey => ({
  state: 'key',
  address,
  fingerprint: FINGERPRINT,
  publicKey: 'AAAA',
  addressSalt: 'salt',
  logSeq: 3,
});
const keyless = (address: string): RecipientKey => ({ state: 'none', address });
const byAddress = (...keys: RecipientKey[]) => new Map(keys.map((key) => [key.address, key]));

describe('what stands against sending', () => {
  const all = ['erika@example.org', 'max@example.org'];

  test('is a recipient who is still looked for', () => {
    expect(faultOf(all, byAddress(keyed(all[0]!)), {})).toEqual({ fault: 'pending' });
  });

  test('is a recipient without a key for whom nothing was chosen', () => {
    const found = byAddress(keyed(all[0]!), keyless(all[1]!));
    expect(faultOf(all, found, {})).toEqual({ fault: 'missing' });
    expect(faultOf(all, found, { [all[1]!]: 'release' })).toBeUndefined();
  });

  test('is a key that cannot be used, before all else', () => {
    const found = byAddress({ state: 'unusable', address: all[1]!, code: 'key_expired' });
    expect(faultOf(all, found, {})).toEqual({ fault: 'unusable', address: all[1] });
  });
});

describe('what the sender agrees to', () => {
  const remembered = { address: 'known@example.org', fingerprint: FINGERPRINT, addressSalt: '', logSeq: 1, since: '' };
  const contacts = new Contacts([remembered], 1);

  test('names key, code or release for each, and remembers only what is new', () => {
    const keys = ['known', 'new'].map((name) => keyed(`${name}@example.org`));
    const without = ['code', 'later'].map((name) => keyless(`${name}@example.org`));
    const ways = { 'code@example.org': 'access-code', 'later@example.org': 'release' } as const;
    const review = reviewOf([...keys, ...without], ways, contacts, 'petra@example.org');
    expect(review.readers.map(({ verdict }) => verdict)).toEqual(['known', 'new', 'none', 'none']);
    expect(review.readers.map(({ reader }) => ('access' in reader ? reader.access : 'key'))).toEqual([
      'key',
      'key',
      'access_code',
      'release_pending',
    ]);
    expect(review.newKeys.map(({ address }) => address)).toEqual(['new@example.org']);
  });

  test('notes as compared whom the sender has compared, and nobody else', () => {
    const now = new Date('2026-03-01T12:00:00Z');
    const other = { ...keyed('known@example.org'), fingerprint: 'B'.repeat(40) } as RecipientKey;
    const keys = [other, keyed('scanned@example.org'), keyed('new@example.org')];
    const review = comparedIn(reviewOf(keys, {}, contacts, ''), new Set(['scanned@example.org']), now);
    expect(review.newKeys.map((key) => key.compared)).toEqual([now.toISOString(), now.toISOString(), undefined]);
  });

  test('a choice that was made before the recipient had a key is not followed', () => {
    const { readers } = reviewOf([keyed('new@example.org')], { 'new@example.org': 'release' }, contacts, '');
    expect(readers[0]!.reader).toHaveProperty('publicKey');
  });

  test('nobody is sealed for without a word of the sender', () => {
    expect(() => reviewOf([keyless('max@example.org')], {}, contacts, '')).toThrow(RangeError);
  });
});
