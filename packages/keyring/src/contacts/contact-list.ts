import { MANIFEST_LIMITS } from '../manifest/manifest.ts';
import { fields, items, malformed, oneOf, type Place, requireDistinct, text, whole } from '../manifest/reading.ts';
import { document, instant, address as readAddress, fingerprint as readFingerprint } from '../manifest/values.ts';

/** With the longest addresses they fit into what is kept of a manifest, and into what the server keeps. */
export const MAX_CONTACTS = 8000;
/** 16 octets in base64. */
const SALT = /^[A-Za-z0-9+/]{22}==$/;

/** Whose key was which, as one person remembers it. */
export interface Contact {
  /** In lower case. */
  readonly address: string;
  /** Upper-case hex. */
  readonly fingerprint: string;
  /** Opens the address's commitment in the key log; base64. */
  readonly addressSalt: string;
  /** The entry of the key log that says when the key was added. */
  readonly logSeq: number;
  /** When the key was first remembered, or accepted in place of another: RFC 3339, UTC, milliseconds. */
  readonly since: string;
  /** When two people found that both see this key; from version 2 on, and only where they did. As `since`. */
  readonly compared?: string;
}

/** The contacts of one person as they are sealed (docs/FORMATS.md, "Contacts"). */
export interface ContactList {
  readonly type: 'umschlag-contacts';
  readonly version: 1 | 2;
  /** Whose list it is. */
  readonly owner: string;
  /** One more with every change, so that an older list is known as such. */
  readonly revision: number;
  /** By address, each once. */
  readonly contacts: readonly Contact[];
}

/** Reads a list of version 1 or 2 and nothing else. Throws `KeyringError` `malformed`; `details.at` names the place. */
export function parseContactList(octets: Uint8Array): ContactList {
  const { json, value } = document(octets, MANIFEST_LIMITS.maxOctets);
  const list = contactListFrom(value);
  if (JSON.stringify(list) !== json) throw malformed('', 'not written in the one way');
  return list;
}

/** Throws as {@link parseContactList}, so that nothing is sealed that cannot be read again. */
export function encodeContactList(list: ContactList): Uint8Array<ArrayBuffer> {
  const octets = new TextEncoder().encode(JSON.stringify(contactListFrom(list)));
  parseContactList(octets);
  return octets;
}

function contactListFrom(value: unknown): ContactList {
  const found = fields({ value, at: '' }, ['type', 'version', 'owner', 'revision', 'contacts']);
  const version = oneOf(found.version, [1, 2]);
  const contacts = items(found.contacts, 0, MAX_CONTACTS).map((place) => contact(place, version));
  const addresses = contacts.map(({ address }) => address);
  requireDistinct(addresses, 'contacts', 'two contacts have the same address');
  if (addresses.toSorted().join(' ') !== addresses.join(' ')) throw malformed('contacts', 'not in order');
  return {
    type: oneOf(found.type, ['umschlag-contacts']),
    version,
    owner: readAddress(found.owner),
    revision: whole(found.revision, 1, Number.MAX_SAFE_INTEGER),
    contacts,
  };
}

function contact(place: Place, version: ContactList['version']): Contact {
  const required = ['address', 'fingerprint', 'addressSalt', 'logSeq', 'since'] as const;
  const found = fields(place, required, version === 2 ? (['compared'] as const) : []);
  return {
    address: readAddress(found.address),
    fingerprint: readFingerprint(found.fingerprint),
    addressSalt: text(found.addressSalt, 24, 24, SALT),
    logSeq: whole(found.logSeq, 1, Number.MAX_SAFE_INTEGER),
    since: instant(found.since),
    ...(found.compared && { compared: instant(found.compared) }),
  };
}
