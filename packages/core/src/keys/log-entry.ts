import { createHash } from 'node:crypto';

export interface LogFact {
  readonly seq: number;
  readonly time: Date;
  readonly event: 'added' | 'replaced' | 'revoked';
  readonly fingerprint: string;
  /** Hex, see {@link addressCommitment}. */
  readonly address: string;
  /** Hash of the entry before. */
  readonly previous: Uint8Array;
}

/** What the first entry names as the one before it. */
export const NO_ENTRY: Uint8Array = new Uint8Array(32);

/** The canonical JSON of an entry: these fields in this order, no spaces (docs/FORMATS.md, "Key log"). */
export function writeEntry({ seq, time, event, fingerprint, address, previous }: LogFact): string {
  return JSON.stringify({
    version: 1,
    seq,
    time: time.toISOString(),
    event,
    fingerprint,
    address,
    previous: Buffer.from(previous).toString('hex'),
  });
}

export function hashEntry(entry: string): Buffer {
  return createHash('sha256').update(entry, 'utf8').digest();
}

/** Hex SHA-256 over salt and address: whoever has the salt can tell whose key it is, and nobody else. */
export function addressCommitment(salt: Uint8Array, emailKey: string): string {
  return createHash('sha256').update(salt).update(emailKey, 'utf8').digest('hex');
}
