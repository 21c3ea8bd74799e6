import { describe, expect, test } from '@jest/globals';
import { Contacts, withKeys } from './contact-book.ts';

const NOW = new Date('2026-03-01T12:00:00Z');
const key = (address: string, fingerprint = 'A'.repeat(40)) => ({
  address,
  fingerprint,
  addressSalt: 'AAECAwQFBgcICQoLDA0ODw==',
  logSeq: 7,
});
const contact = (address: string, since = '2026-01-01T00:00:00.000Z') => ({ ...key(address), since });

describe('remembering keys', () => {
  test('a new one is put in its place by address, in lower case', () => {
    const after = withKeys([contact('c@example.org'), contact('e@example.org')], [key('D@example.org')], NOW);
    expect(after.map(({ address }) => address)).toEqual(['c@example.org', 'd@example.org', 'e@example.org']);
    expect(after[1]!.since).toBe(NOW.toISOString());
  });

  test('the same one again leaves the day since when it is known', () => {
    const before = [contact('c@example.org')];
    expect(withKeys(before, [key('C@example.org')], NOW)).toEqual(before);
  });

  test('another one takes the place of the old, and is known since now', () => {
    const [after] = withKeys([contact('c@example.org')], [key('c@example.org', 'B'.repeat(40))], NOW);
    expect(after).toMatchObject({ fingerprint: 'B'.repeat(40), since: NOW.toISOString() });
  });

  test('is asked for without regard to case', () => {
    const contacts = new Contacts([contact('c@example.org')], 1);
    expect(contacts.get('C@Example.org')).toEqual(contact('c@example.org'));
    expect(contacts.get('d@example.org')).toBeUndefined();
  });
});
