import type { Contacts } from '../contacts/contact-book.ts';

/**
 * What the sender's contacts say of the key that an address is offered with. `changed` and `gone` (there was one, and
 * the server gives none now) must be asked about: a server that swaps or hides a key looks the same.
 */
export type Verdict = 'own' | 'known' | 'new' | 'changed' | 'gone' | 'none';

/** @param fingerprint of the key that is offered; `undefined`: none */
export function verdictOf(
  { address, fingerprint }: { readonly address: string; readonly fingerprint: string | undefined },
  contacts: Pick<Contacts, 'get'>,
  ownAddress: string,
): Verdict {
  // To oneself there is nothing to be believed: the key was compared with one's own.
  if (address === ownAddress.toLowerCase()) return fingerprint === undefined ? 'none' : 'own';
  const remembered = contacts.get(address)?.fingerprint;
  if (fingerprint === undefined) return remembered === undefined ? 'none' : 'gone';
  if (remembered === undefined) return 'new';
  return remembered === fingerprint ? 'known' : 'changed';
}

export const needsAgreement = (verdict: Verdict): boolean => verdict === 'changed' || verdict === 'gone';
