import type { PublishedKey } from '@umschlag/contract';
import { fingerprintWords, formatFingerprint } from '@umschlag/keyring';
import { accountFile, readJson, writeJson } from '../account/index.ts';
import { CommandError, EXIT } from '../exit.ts';
import { printable, type Terminal } from '../terminal/index.ts';

/** What is remembered of somebody's key. */
export interface Contact {
  readonly fingerprint: string;
  readonly addressSalt: string;
  readonly logSeq: number;
  /** RFC 3339. */
  readonly since: string;
}

type Entries = Readonly<Record<string, Contact>>;

/** A key that is offered for an address, with its place in the key log. */
export type OfferedKey = Pick<PublishedKey, 'fingerprint' | 'addressSalt' | 'logSeq'>;

/**
 * Whose key was which, as this computer remembers it for one account. The file is not signed: whoever may write it may
 * also exchange this program. It lies in a folder that nobody else may enter.
 */
export class Contacts {
  readonly #file: string;
  readonly #entries: Map<string, Contact>;

  private constructor(file: string, entries: Entries) {
    this.#file = file;
    this.#entries = new Map(Object.entries(entries));
  }

  static async open(terminal: Terminal, server: string, email: string): Promise<Contacts> {
    const file = accountFile(terminal, server, email, 'contacts.json');
    return new Contacts(file, (await readJson(file, isEntries)) ?? {});
  }

  get(address: string): Contact | undefined {
    return this.#entries.get(address.toLowerCase());
  }

  all(): [address: string, contact: Contact][] {
    return [...this.#entries].sort(([one], [other]) => (one < other ? -1 : 1));
  }

  /** On the disk when it returns. */
  async remember(address: string, { fingerprint, addressSalt, logSeq }: OfferedKey): Promise<void> {
    const before = this.get(address);
    if (before?.fingerprint === fingerprint && before.logSeq === logSeq) return;
    const since = new Date().toISOString();
    this.#entries.set(address.toLowerCase(), { fingerprint, addressSalt, logSeq, since });
    await writeJson(this.#file, Object.fromEntries(this.#entries));
  }
}

/** A fingerprint for two people on the telephone: in groups, and as nine words. */
export async function inWords(fingerprint: string): Promise<string> {
  return `${formatFingerprint(fingerprint)}\n    ${(await fingerprintWords(fingerprint)).join(' ')}`;
}

export type Acquaintance = 'known' | 'new' | 'accepted';

/**
 * Whether a key may be used for an address: it is the remembered one, or nothing is remembered, or the person has
 * accepted that it is another now.
 * @param accepted addresses of --accept-new-key, in lower case
 * @throws CommandError `untrusted`, with both fingerprints
 */
export async function judgeKey(
  contacts: Contacts,
  address: string,
  fingerprint: string,
  accepted: ReadonlySet<string>,
): Promise<Acquaintance> {
  const remembered = contacts.get(address)?.fingerprint;
  if (remembered === undefined) return 'new';
  if (remembered === fingerprint) return 'known';
  if (accepted.has(address.toLowerCase())) return 'accepted';
  throw keyChanged(await changedKey(address, remembered, fingerprint));
}

export const keyChanged = (sentence: string) => new CommandError(EXIT.untrusted, `key_changed: ${sentence}`);

/** The sentence about a key that is another than the remembered one. */
export async function changedKey(address: string, remembered: string, now: string): Promise<string> {
  const name = printable(address);
  return `The key of ${name} is another than the one that this computer remembers.
  remembered: ${await inWords(remembered)}
  now:        ${await inWords(now)}
Ask ${name} by telephone for the nine words. If the new ones are right, call again with --accept-new-key ${name}`;
}

function isEntries(value: unknown): value is Entries {
  return typeof value === 'object' && value !== null && Object.values(value).every(isContact);
}

function isContact(value: unknown): value is Contact {
  const { fingerprint, addressSalt, logSeq, since } = (value ?? {}) as Record<string, unknown>;
  return (
    typeof fingerprint === 'string' &&
    typeof addressSalt === 'string' &&
    Number.isSafeInteger(logSeq) &&
    typeof since === 'string'
  );
}
