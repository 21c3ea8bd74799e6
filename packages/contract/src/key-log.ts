/**
 * The key log, checked by whoever reads it (docs/FORMATS.md, "Key log"): each entry holds the hash of the one before,
 * so nothing can be changed, taken out or put elsewhere without breaking all that follows. WebCrypto only: it runs in
 * browsers as in Node.
 */
import type { KeyLogEntry } from './types.ts';

export type KeyLogEvent = 'added' | 'replaced' | 'revoked';

/** What an entry says. */
export interface KeyLogFact {
  readonly version: 1;
  readonly seq: number;
  /** RFC 3339, UTC, milliseconds. */
  readonly time: string;
  readonly event: KeyLogEvent;
  readonly fingerprint: string;
  /** {@link addressCommitment} of the key's owner. */
  readonly address: string;
  /** Hash of the entry before, hex. */
  readonly previous: string;
}

/** How far a log has been read: remember it, and a server that tells another history later is found. */
export interface KeyLogPosition {
  readonly seq: number;
  readonly hash: string;
}

/** Before the first entry. */
export const KEY_LOG_START: KeyLogPosition = { seq: 0, hash: '0'.repeat(64) };

/** The log is not one unbroken chain; `seq` is where the entry that does not fit should stand. */
export class KeyLogBroken extends Error {
  override readonly name = 'KeyLogBroken';
  readonly seq: number;
  constructor(seq: number, why: string) {
    super(`The key log is broken at ${seq}: ${why}.`);
    this.seq = seq;
  }
}

const HASH = /^[0-9a-f]{64}$/;
const FINGERPRINT = /^(?:[0-9A-F]{40}|[0-9A-F]{64})$/;
const EVENTS: readonly unknown[] = ['added', 'replaced', 'revoked'];
const encode = (text: string) => new TextEncoder().encode(text);

async function sha256(octets: Uint8Array<ArrayBuffer>): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', octets));
  return Array.from(digest, (octet) => octet.toString(16).padStart(2, '0')).join('');
}

/**
 * What stands in the log for an address: hex SHA-256 over the salt and the address in lower case.
 * @param salt the 16 octets that come with the key
 */
export function addressCommitment(salt: Uint8Array, address: string): Promise<string> {
  const name = encode(address.toLowerCase());
  const octets = new Uint8Array(salt.length + name.length);
  octets.set(salt);
  octets.set(name, salt.length);
  return sha256(octets);
}

/**
 * Checks that `entries` go on where the reader stood, each following the one before.
 * @param from where the entries begin; the default is the beginning of the log
 * @returns what they say, and the place from which to go on
 * @throws KeyLogBroken at the first entry that was changed, is missing or stands elsewhere
 */
export async function followKeyLog(
  entries: readonly KeyLogEntry[],
  from: KeyLogPosition = KEY_LOG_START,
): Promise<{ facts: KeyLogFact[]; position: KeyLogPosition }> {
  const facts: KeyLogFact[] = [];
  let position = from;
  for (const { seq, entry, hash } of entries) {
    const expected = position.seq + 1;
    if (seq !== expected) throw new KeyLogBroken(expected, 'another entry stands there');
    if (hash !== (await sha256(encode(entry)))) throw new KeyLogBroken(expected, 'the entry does not have its hash');
    const fact = readFact(entry);
    if (!fact || fact.seq !== expected) throw new KeyLogBroken(expected, 'the entry is not one of this place');
    if (fact.previous !== position.hash) throw new KeyLogBroken(expected, 'it does not follow the one before');
    facts.push(fact);
    position = { seq, hash };
  }
  return { facts, position };
}

/** Strict: one way to write each fact, else `undefined`. */
function readFact(entry: string): KeyLogFact | undefined {
  let value: Partial<Record<keyof KeyLogFact, unknown>> | null;
  try {
    value = JSON.parse(entry);
  } catch {
    return undefined;
  }
  if (value === null || typeof value !== 'object') return undefined;
  const { version, seq, time, event, fingerprint, address, previous } = value;
  const isWritten = entry === JSON.stringify({ version, seq, time, event, fingerprint, address, previous });
  const isSound =
    version === 1 &&
    Number.isSafeInteger(seq) &&
    isInstant(time) &&
    EVENTS.includes(event) &&
    matches(FINGERPRINT, fingerprint) &&
    matches(HASH, address) &&
    matches(HASH, previous);
  return isWritten && isSound ? (value as KeyLogFact) : undefined;
}

const matches = (pattern: RegExp, value: unknown) => typeof value === 'string' && pattern.test(value);

function isInstant(value: unknown): boolean {
  const time = new Date(typeof value === 'string' ? value : Number.NaN);
  return !Number.isNaN(time.getTime()) && time.toISOString() === value;
}
