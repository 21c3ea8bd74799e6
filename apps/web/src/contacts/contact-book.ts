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

/** The list with these keys in it, in the order of addresses; who is there with the same key stays as they are. */
export function withKeys(contacts: readonly Contact[], keys: readonly KnownKey[], now = new Date()): Contact[] {
  const all = new Map(contacts.map((one) => [one.address, one]));
  for (const { address, fingerprint, addressSalt, logSeq } of keys) {
    const known = all.get(address.toLowerCase());
    const since = known?.fingerprint === fingerprint ? known.since : now.toISOString();
    all.set(address.toLowerCase(), { address: address.toLowerCase(), fingerprint, addressSalt, logSeq, since });
  }
  return [...all.values()].sort((one, other) => (one.address < other.address ? -1 : 1));
}

/** Both in the order of addresses. */
export const sameContacts = (some: readonly Contact[], others: readonly Contact[]): boolean =>
  JSON.stringify(some) === JSON.stringify(others);
