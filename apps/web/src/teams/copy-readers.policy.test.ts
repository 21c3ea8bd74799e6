import { describe, expect, test } from '@jest/globals';
import type { TeamMember } from '@umschlag/contract';
import { Contacts } from '../contacts/contact-book.ts';
import { isBelieved, stayingMembers, waitingMembers } from './copy-readers.policy.ts';

const fingerprintOf = (digit: string) => digit.repeat(40);
const member = (name: string, digit: string, change: Partial<TeamMember> = {}): TeamMember => ({
  accountId: name,
  name,
  email: `${name}@Amt.example`,
  role: 'member',
  activeKey: { fingerprint: fingerprintOf(digit), publicKey: 'AAAA' },
  copyState: 'waiting',
  ...change,
});
const contact = (name: string, digit: string) => ({
  address: `${name}@amt.example`,
  fingerprint: fingerprintOf(digit),
  addressSalt: '',
  logSeq: 1,
  since: '2026-03-01T12:00:00Z',
});
const judging = {
  contacts: new Contacts([contact('berta', 'B'), contact('carl', 'C')], 1),
  ownAddress: 'Anna@amt.example',
  ownKeys: [fingerprintOf('A')],
};
const team = {
  members: [
    member('anna', 'A'),
    member('berta', 'B'),
    member('carl', '1'),
    member('dora', 'D'),
    member('emil', 'E', { activeKey: null, copyState: 'none' }),
    member('frida', 'F', { copyState: 'current' }),
  ],
};

describe('a copy of the team’s key', () => {
  test('is made unasked for oneself and for whose key is remembered, and for no other key', () => {
    const waiting = waitingMembers(team, judging);
    expect(waiting.filter(isBelieved).map(({ name }) => name)).toEqual(['anna', 'berta']);
    const asked = waiting.filter((one) => !isBelieved(one)).map(({ name, verdict }) => [name, verdict]);
    expect(asked).toEqual([
      ['carl', 'changed'],
      ['dora', 'new'],
    ]);
  });

  test('is sealed to the member’s address in lower case and to their key of today', () => {
    const [anna] = waitingMembers(team, judging);
    const { accountId, address, fingerprint } = anna!.reader;
    expect([accountId, address, fingerprint]).toEqual(['anna', 'anna@amt.example', fingerprintOf('A')]);
  });
});

test('a key that the server calls one’s own, and that is not, gets no copy', () => {
  const members = [member('anna', '9')];
  expect(waitingMembers({ members }, judging)).toEqual([]);
  expect(stayingMembers({ members }, judging)).toEqual([]);
});

test('the next key goes to everybody who stays and has a key, and not to whoever is removed', () => {
  const names = (without?: string) => stayingMembers(team, judging, without).map(({ name }) => name);
  expect(names()).toEqual(['anna', 'berta', 'carl', 'dora', 'frida']);
  expect(names('carl')).toEqual(['anna', 'berta', 'dora', 'frida']);
});
