import type { Account } from '@umschlag/contract';
import type { Contact, ContactList } from '@umschlag/keyring/light';
import { getOctets, putOctets } from '../api/call.ts';
import { ApiProblem } from '../api/problem.ts';
import { ask, KeyProblem } from '../keys/keyring.ts';
import type { UnlockedKey } from '../keys/messages.ts';
import { Contacts, type KnownKey, sameContacts, withCompared, withKeys } from './contact-book.ts';
import { leastRevision, noteRevision } from './seen-revision.ts';

/**
 * The contacts of whoever has unlocked their key. The list may be encrypted to a former key of theirs: then that one
 * has to be open too.
 * @throws ApiProblem, KeyProblem: `outdated` where the server hands out less than this browser has seen before,
 * `contacts_closed` (details: the key's `expectedFingerprint`) where the key that opens them is not open
 */
export async function loadContacts(account: Account, key: UnlockedKey): Promise<Contacts> {
  const least = leastRevision(account.id);
  const stored = await storedList();
  if (!stored) {
    if (least > 0) throw new KeyProblem('outdated');
    return new Contacts([], 0);
  }
  const { fingerprint, octets } = stored;
  if (!key.opened.includes(fingerprint)) throw new KeyProblem('contacts_closed', { expectedFingerprint: fingerprint });
  const { contacts, revision } = await ask('openContacts', { fingerprint, octets, leastRevision: least });
  // What the server says beside it decides only what it takes next.
  noteRevision(account.id, revision);
  return new Contacts(contacts, stored.revision);
}

interface StoredList {
  readonly octets: Uint8Array<ArrayBuffer>;
  readonly revision: number;
  readonly fingerprint: string;
}

async function storedList(): Promise<StoredList | undefined> {
  try {
    const { octets, headers } = await getOctets('GET /api/v1/account/contacts', {});
    const revision = Number(/^"(\d+)"$/.exec(headers.get('etag') ?? '')?.[1]);
    if (!Number.isSafeInteger(revision)) throw new ApiProblem('answer_unreadable');
    return { octets, revision, fingerprint: headers.get('openpgp-fingerprint') ?? '' };
  } catch (error) {
    if (error instanceof ApiProblem && error.code === 'not_found') return undefined;
    throw error;
  }
}

const TRIES = 3;

/**
 * Remembers keys that the person has seen and agreed to; a contact's other key is replaced. Resolves when the server
 * has them. Another tab or device may do the same meanwhile: nothing of theirs is lost.
 * @throws as {@link loadContacts}
 */
export async function rememberKeys(account: Account, key: UnlockedKey, keys: readonly KnownKey[]): Promise<Contacts> {
  return changeContacts(account, key, (contacts) => withKeys(contacts.all(), keys));
}

/**
 * Begins an empty list, for whoever cannot open the stored one any more, or was handed an older one.
 * @throws ApiProblem, KeyProblem
 */
export async function startContactsAnew(account: Account, key: UnlockedKey): Promise<Contacts> {
  const stored = await storedList();
  return store(account, key, [], stored?.revision ?? 0);
}

/** Notes that a contact's key was compared and is right. @throws as {@link loadContacts} */
export async function noteCompared(
  account: Account,
  key: UnlockedKey,
  compared: Pick<Contact, 'address' | 'fingerprint'>,
): Promise<Contacts> {
  return changeContacts(account, key, (contacts) => withCompared(contacts.all(), compared));
}

/** @throws as {@link loadContacts} */
export async function forgetContact(account: Account, key: UnlockedKey, address: string): Promise<Contacts> {
  return changeContacts(account, key, (contacts) => contacts.all().filter((one) => one.address !== address));
}

async function changeContacts(
  account: Account,
  key: UnlockedKey,
  change: (contacts: Contacts) => readonly Contact[],
): Promise<Contacts> {
  for (let attempt = 1; ; attempt += 1) {
    const before = await loadContacts(account, key);
    const contacts = change(before);
    if (sameContacts(contacts, before.all())) return before;
    try {
      return await store(account, key, contacts, before.revision);
    } catch (error) {
      const isOvertaken = error instanceof ApiProblem && error.code === 'contacts_changed';
      if (!isOvertaken || attempt === TRIES) throw error;
    }
  }
}

async function store(
  account: Account,
  { fingerprint }: UnlockedKey,
  contacts: readonly Contact[],
  replaces: number,
): Promise<Contacts> {
  const revision = Math.max(replaces, leastRevision(account.id)) + 1;
  const owner = account.email.toLowerCase();
  const list: ContactList = { type: 'umschlag-contacts', version: 2, owner, revision, contacts };
  const octets = await ask('sealContacts', { fingerprint, list });
  await putOctets('PUT /api/v1/account/contacts', { query: { fingerprint, revision, replaces }, octets });
  noteRevision(account.id, revision);
  return new Contacts(contacts, revision);
}
