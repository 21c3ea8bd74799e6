import { beforeAll, describe, expect, test } from '@jest/globals';
import { newSessionKey } from '@umschlag/sealed';
import { createMessage, encrypt } from 'openpgp';
import type { SecretKey } from '../keys/key.ts';
import { PROFILE } from '../keys/profile.ts';
import { WRITING } from '../manifest/message-profile.ts';
import { code, minutesAfter, NOW, newKey } from '../testing/keys.ts';
import { type Contact, type ContactList, encodeContactList, MAX_CONTACTS } from './contact-list.ts';
import { openContacts } from './open-contacts.ts';
import { sealContacts } from './seal-contacts.ts';

const OWNER = 'anna@amt.example';
let anna: SecretKey;
let other: SecretKey;
beforeAll(async () => {
  anna = (await newKey(OWNER)).secret;
  other = (await newKey(OWNER)).secret;
});

const contact = (address: string, change: Partial<Contact> = {}): Contact => ({
  address,
  fingerprint: 'A1B2C3D4E5F60718293A4B5C6D7E8F9001122334',
  addressSalt: 'AAECAwQFBgcICQoLDA0ODw==',
  logSeq: 7,
  since: '2026-03-01T12:00:00.000Z',
  ...change,
});
const list = (change: Partial<ContactList> = {}): ContactList => ({
  type: 'umschlag-contacts',
  version: 1,
  owner: OWNER,
  revision: 3,
  contacts: [contact('a@example.org'), contact('b@example.org')],
  ...change,
});
const seal = (change?: Partial<ContactList>, key = anna) => sealContacts({ list: list(change), key, now: NOW });
const open = (octets: Uint8Array, change: Partial<Parameters<typeof openContacts>[1]> = {}) =>
  openContacts(octets, { key: anna, now: minutesAfter(1), ...change });
/** A message that the owner's key opens, signed by whomever. */
async function forged(signers: readonly SecretKey[], octets = encodeContactList(list())) {
  const message = await createMessage({ binary: octets, date: NOW });
  const signingKeys = signers.map(({ openpgp }) => openpgp);
  const options = {
    message,
    encryptionKeys: anna.public.openpgp,
    ...(signers.length > 0 && { signingKeys }),
    date: NOW,
  };
  return new Uint8Array(await encrypt({ ...options, format: 'binary', config: WRITING }));
}

describe('a contact list', () => {
  test('opens as it was sealed', async () => {
    expect(await open(await seal())).toEqual(list());
  });

  test('says of which keys two people have found that they are the same; those of version 1 do not', async () => {
    const contacts = [contact('a@example.org', { compared: '2026-03-02T12:00:00.000Z' }), contact('b@example.org')];
    expect(await open(await seal({ version: 2, contacts }))).toEqual(list({ version: 2, contacts }));
    await expect(seal({ version: 1, contacts })).rejects.toMatchObject(code('malformed'));
  });

  test('holds as many contacts as may be, in what the server keeps', async () => {
    const longest = (index: number) => `${String(index).padStart(64, '0')}@${'a'.repeat(189)}`;
    const known = { fingerprint: 'A'.repeat(64), compared: '2026-03-02T12:00:00.000Z' };
    const contacts = Array.from({ length: MAX_CONTACTS }, (_, index) => contact(longest(index), known));
    expect((await seal({ version: 2, contacts })).length).toBeLessThan(4 * 1024 ** 2);
  });

  test('shows the server neither addresses nor fingerprints', async () => {
    const octets = Buffer.from(await seal()).toString('latin1');
    expect(octets).not.toContain('example.org');
    expect(octets).not.toContain('A1B2C3D4');
  });

  test('of somebody who only has the public key is refused: unsigned, or signed with another key', async () => {
    await expect(forged([]).then(open)).rejects.toMatchObject(code('not_signed'));
    await expect(forged([other]).then(open)).rejects.toMatchObject(code('wrong_signer'));
    await expect(forged([anna, other]).then(open)).rejects.toMatchObject(code('bad_signature'));
  });

  test('that is older than one seen before is refused', async () => {
    const octets = await seal({ revision: 3 });
    expect(await open(octets, { leastRevision: 3 })).toMatchObject({ revision: 3 });
    await expect(open(octets, { leastRevision: 4 })).rejects.toMatchObject(code('outdated'));
  });

  test('of another address is neither sealed nor opened', async () => {
    await expect(seal({ owner: 'berta@amt.example' })).rejects.toMatchObject(code('wrong_sender'));
    const octets = await forged([anna], encodeContactList(list({ owner: 'berta@amt.example' })));
    await expect(open(octets)).rejects.toMatchObject(code('wrong_sender'));
  });

  test('does not open with another key, nor when it was altered or cut', async () => {
    const octets = await seal();
    await expect(open(octets, { key: other })).rejects.toMatchObject(code('wrong_secret'));
    const altered = octets.with(octets.length - 20, octets.at(-20)! ^ 1);
    await expect(open(altered)).rejects.toMatchObject(code('wrong_secret'));
    await expect(open(octets.subarray(0, -20))).rejects.toMatchObject(code('damaged'));
  });

  test('in the old packet format, or encrypted to others too, is refused', async () => {
    const options = { message: await createMessage({ binary: encodeContactList(list()), date: NOW }), date: NOW };
    const signed = { ...options, signingKeys: anna.openpgp, format: 'binary' as const };
    const old = await encrypt({
      ...signed,
      encryptionKeys: anna.public.openpgp,
      sessionKey: { data: newSessionKey(), algorithm: 'aes256' },
      config: { ...PROFILE, aeadProtect: false },
    });
    await expect(open(new Uint8Array(old))).rejects.toMatchObject(code('malformed'));
    const both = await encrypt({
      ...signed,
      encryptionKeys: [anna.public.openpgp, other.public.openpgp],
      config: WRITING,
    });
    await expect(open(new Uint8Array(both))).rejects.toMatchObject(code('malformed'));
  });

  const impossible: [what: string, change: Partial<ContactList>][] = [
    ['the same address twice', { contacts: [contact('a@example.org'), contact('a@example.org')] }],
    ['no order', { contacts: [contact('b@example.org'), contact('a@example.org')] }],
    ['an address in capitals', { contacts: [contact('A@example.org')] }],
    ['no fingerprint', { contacts: [contact('a@example.org', { fingerprint: 'ABC' })] }],
    ['no salt', { contacts: [contact('a@example.org', { addressSalt: '' })] }],
    ['revision 0', { revision: 0 }],
    ['a day of comparing that is none', { version: 2, contacts: [contact('a@example.org', { compared: 'yes' })] }],
    ['a version that is not there yet', { version: 3 as 2 }],
  ];
  test.each(impossible)('with %s is refused', async (_, change) => {
    await expect(seal(change)).rejects.toMatchObject(code('malformed'));
    const octets = new TextEncoder().encode(JSON.stringify(list(change)));
    await expect(forged([anna], octets).then(open)).rejects.toMatchObject(code('malformed'));
  });

  test('that is written in two ways is refused', async () => {
    const octets = new TextEncoder().encode(JSON.stringify(list(), undefined, 1));
    await expect(forged([anna], octets).then(open)).rejects.toMatchObject(code('malformed'));
  });
});
