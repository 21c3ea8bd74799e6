import { describe, expect, test } from '@jest/globals';
import { Contacts, withCompared, withKeys } from './contact-book.ts';

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

  test('a comparison is noted with a new key, and stays when the same one comes again', () => {
    const [compared] = withKeys([], [{ ...key('c@example.org'), compared: NOW.toISOString() }], NOW);
    expect(compared!.compared).toBe(NOW.toISOString());
    expect(withKeys([compared!], [key('c@example.org')])).toEqual([compared]);
  });

  test('another key has not been compared, whatever was noted of the one before', () => {
    const before = { ...contact('c@example.org'), compared: NOW.toISOString() };
    const [after] = withKeys([before], [key('c@example.org', 'B'.repeat(40))], NOW);
    expect(after).not.toHaveProperty('compared');
  });

  test('is asked for without regard to case', () => {
    const contacts = new Contacts([contact('c@example.org')], 1);
    expect(contacts.get('C@Example.org')).toEqual(contact('c@example.org'));
    expect(contacts.get('d@example.org')).toBeUndefined();
  });
});

describe('a comparison', () => {
  test('is noted for the key that was compared', () => {
    const both = [contact('c@example.org'), contact('d@example.org')];
    const after = withCompared(both, both[1]!, NOW);
    expect(after).toEqual([both[0], { ...both[1], compared: NOW.toISOString() }]);
  });

  test('is not noted for a key that has taken the place of the one that was compared', () => {
    const now = [contact('c@example.org')];
    expect(withCompared(now, { address: 'c@example.org', fingerprint: 'B'.repeat(40) }, NOW)).toEqual(now);
  });
});
