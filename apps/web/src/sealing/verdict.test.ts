import { expect, test } from '@jest/globals';
import { Contacts } from '../contacts/contact-book.ts';
import { needsAgreement, verdictOf } from './verdict.ts';

const A = 'A'.repeat(40);
const B = 'B'.repeat(40);
const erika = { address: 'erika@example.org', fingerprint: A, addressSalt: '', logSeq: 1, since: '' };
const contacts = new Contacts([erika], 1);

test.each([
  ['the remembered key', 'erika@example.org', A, 'known'],
  ['another key than the remembered one', 'erika@example.org', B, 'changed'],
  ['no key where one is remembered', 'erika@example.org', undefined, 'gone'],
  ['a key seen for the first time', 'max@example.org', A, 'new'],
  ['no key, and none remembered', 'max@example.org', undefined, 'none'],
  ['one’s own', 'petra@example.org', A, 'own'],
] as const)('%s is judged', (_, address, fingerprint, verdict) => {
  expect(verdictOf({ address, fingerprint }, contacts, 'Petra@example.org')).toBe(verdict);
});

test('only a key that is another, or gone, takes the sender’s word', () => {
  const all = ['own', 'known', 'new', 'changed', 'gone', 'none'] as const;
  expect(all.filter(needsAgreement)).toEqual(['changed', 'gone']);
});
