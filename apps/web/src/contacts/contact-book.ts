import type { Contact } from '@umschlag/keyring/light';

/** A key that may be remembered for an address, with its place in the key log. */
export type KnownKey = Omit<Contact, 'since'>;

/** What one account remembers of others' keys. */
export class Contacts {
  readonly #byAddress: ReadonlyMap<string, Contact>;
  /** Of the stored list; 0: nothing is stored. */
  readonly revision: number;

  constructor(contacts: readonly Contact[], revision: number) {
    this.#byAddress = new Map(contacts.map((one) => [one.address, one]));
    this.revision = revision;
  }

  get(address: string): Contact | undefined {
    return this.#byAddress.get(address.toLowerCase());
  }

  all(): Contact[] {
    return [...this.#byAddress.values()];
  }
}

/**
 * The list with these keys in it, in the order of addresses. Who is there with the same key stays as they are, except
 * that a comparison is noted; with another key, a comparison of the old one counts no more.
 */
export function withKeys(contacts: readonly Contact[], keys: readonly KnownKey[], now = new Date()): Contact[] {
  const all = new Map(contacts.map((one) => [one.address, one]));
  for (const { fingerprint, addressSalt, logSeq, ...key } of keys) {
    const address = key.address.toLowerCase();
    const before = all.get(address);
    const same = before?.fingerprint === fingerprint ? before : undefined;
    const since = same?.since ?? now.toISOString();
    const compared = key.compared ?? same?.compared;
    all.set(address, { address, fingerprint, addressSalt, logSeq, since, ...(compared !== undefined && { compared }) });
  }
  return [...all.values()].sort((one, other) => (one.address < other.address ? -1 : 1));
}

/**
 * The list in which it stands that somebody's key was compared. If they have another key by now, nothing is noted: that
 * one was not compared.
 */
export function withCompared(
  contacts: readonly Contact[],
  { address, fingerprint }: Pick<Contact, 'address' | 'fingerprint'>,
  now = new Date(),
): Contact[] {
  const isMeant = (one: Contact) => one.address === address && one.fingerprint === fingerprint;
  return contacts.map((one) => (isMeant(one) ? { ...one, compared: now.toISOString() } : one));
}

/** Both in the order of addresses. */
export const sameContacts = (some: readonly Contact[], others: readonly Contact[]): boolean =>
  JSON.stringify(some) === JSON.stringify(others);
