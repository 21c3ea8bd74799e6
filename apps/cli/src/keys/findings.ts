import { addressCommitment, type KeyLogFact } from '@umschlag/contract';
import type { OfferedKey } from './contacts.ts';

/** What is known of one address: what this computer remembers and what the server gives out today. */
export interface Watched {
  readonly address: string;
  readonly isOwn: boolean;
  readonly remembered: OfferedKey;
  /** `undefined`: not asked; null: the server gives none. */
  readonly served: OfferedKey | null | undefined;
}

/** A sentence each. */
export interface Findings {
  /** Something that cannot be right. */
  readonly wrong: string[];
  /** Something to know. */
  readonly changed: string[];
}

/** Pure: compares the log, already checked as a chain, with what is known of one address. */
export async function findingsOf(facts: readonly KeyLogFact[], watched: Watched): Promise<Findings> {
  const { address, isOwn, remembered, served } = watched;
  const findings: Findings = { wrong: [], changed: [] };
  const whose = isOwn ? 'Your key' : `The remembered key of ${address}`;
  const commitment = await addressCommitment(Buffer.from(remembered.addressSalt, 'base64'), address);
  const entry = facts[remembered.logSeq - 1];
  const isThere =
    entry?.event === 'added' && entry.fingerprint === remembered.fingerprint && entry.address === commitment;
  if (!isThere) {
    findings.wrong.push(
      `${whose} ${remembered.fingerprint} does not stand in the key log at entry ${remembered.logSeq}.`,
    );
  }
  const theirs = facts.filter((fact) => fact.address === commitment);
  const later = theirs.filter(({ seq }) => seq > remembered.logSeq);
  for (const fact of later) (isOwn ? findings.wrong : findings.changed).push(sentenceOf(fact, watched));
  if (served !== undefined) findings.wrong.push(...servedFaults(theirs, watched));
  return findings;
}

function sentenceOf({ seq, time, event, fingerprint }: KeyLogFact, { address, isOwn }: Watched): string {
  const what = `Entry ${seq} of ${time}: the key ${fingerprint} was ${event}`;
  return isOwn
    ? `${what} in your name, and this computer does not know of it. If it was you, take the key with "umschlag keys fetch"; if not, tell whoever runs the platform.`
    : `${what} for ${address}.`;
}

/** What the server gives out today must be what the log says, under the same commitment to the address. */
function servedFaults(theirs: readonly KeyLogFact[], { address, remembered, served }: Watched): string[] {
  const active = activeOf(theirs);
  const given = served?.fingerprint;
  if (served && served.addressSalt !== remembered.addressSalt) {
    return [
      `The server gives out the key ${given} for ${address} under another entry than before: either the account was deleted and made anew, or the key is not theirs.`,
    ];
  }
  // None at all is what a disabled account has, too.
  if (given === undefined || given === active) return [];
  return [`The server gives out the key ${given} for ${address}; the key log says ${active ?? 'that there is none'}.`];
}

/** The key that the log leaves in force. */
function activeOf(theirs: readonly KeyLogFact[]): string | undefined {
  let active: string | undefined;
  for (const { event, fingerprint } of theirs) {
    if (event === 'added') active = fingerprint;
    else if (active === fingerprint) active = undefined;
  }
  return active;
}
