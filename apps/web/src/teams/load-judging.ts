import type { Account } from '@umschlag/contract';
import { Contacts } from '../contacts/contact-book.ts';
import { loadContacts } from '../contacts/contacts.ts';
import { KeyProblem } from '../keys/keyring.ts';
import type { UnlockedKey } from '../keys/messages.ts';
import type { Judging } from './copy-readers.policy.ts';

/**
 * By what a member judges others' keys: what they remember, and their own. A list of contacts that does not open is taken
 * as empty: then nobody's key is known, and each is asked about. @throws ApiProblem
 */
export async function loadJudging(account: Account, own: UnlockedKey): Promise<Judging> {
  return { contacts: await knownContacts(account, own), ownAddress: account.email, ownKeys: own.opened };
}

async function knownContacts(account: Account, own: UnlockedKey): Promise<Contacts> {
  try {
    return await loadContacts(account, own);
  } catch (error) {
    if (!isListClosed(error)) throw error;
    return new Contacts([], 0);
  }
}

/** Whether it is the list of contacts that does not open, and nothing else is wrong. */
export const isListClosed = (error: unknown): boolean =>
  error instanceof KeyProblem && error.code !== 'locked' && error.code !== 'worker_failed';
