import type { Team, TeamMember } from '@umschlag/contract';
import type { Contacts } from '../contacts/contact-book.ts';
import { type Verdict, verdictOf } from '../sealing/verdict.ts';
import type { CopyReader } from './team-calls.ts';

/** Somebody who may get a copy of the team's key, and what one's contacts say of their key. */
export interface ReviewedMember {
  readonly name: string;
  readonly reader: CopyReader;
  readonly verdict: Verdict;
}

/** Who it is that judges. */
export interface Judging {
  readonly contacts: Pick<Contacts, 'get'>;
  readonly ownAddress: string;
  /** Fingerprints of one's own keys that are open. */
  readonly ownKeys: readonly string[];
}

/** Of a member who has a key. */
export function readerOf({ accountId, email, activeKey }: TeamMember): CopyReader | undefined {
  return activeKey ? { accountId, address: email.toLowerCase(), ...activeKey } : undefined;
}

/**
 * A member with what is known of their key; undefined without one, and for a key that is said to be one's own and is
 * not.
 */
export function reviewMember(
  member: TeamMember,
  { contacts, ownAddress, ownKeys }: Judging,
): ReviewedMember | undefined {
  const reader = readerOf(member);
  if (!reader) return undefined;
  const verdict = verdictOf(reader, contacts, ownAddress);
  if (verdict === 'own' && !ownKeys.includes(reader.fingerprint)) return undefined;
  return { name: member.name, reader, verdict };
}

const review = (members: readonly TeamMember[], judging: Judging): ReviewedMember[] =>
  members.flatMap((member) => reviewMember(member, judging) ?? []);

/** Those who have a key and no copy for it: they wait until a member's browser makes one. */
export const waitingMembers = ({ members }: Pick<Team, 'members'>, judging: Judging): ReviewedMember[] =>
  review(
    members.filter(({ copyState }) => copyState !== 'current'),
    judging,
  );

/** Those who get the next key. @param without somebody who is being removed */
export const stayingMembers = (
  { members }: Pick<Team, 'members'>,
  judging: Judging,
  without?: string,
): ReviewedMember[] =>
  review(
    members.filter(({ accountId }) => accountId !== without),
    judging,
  );

/**
 * Whether a member's key is believed without asking: one's own, and one that is remembered. To a key that the server
 * alone vouches for no copy is made unseen, and from such a one none is taken: it could be the server's own.
 */
export const isBelieved = ({ verdict }: ReviewedMember): boolean => verdict === 'own' || verdict === 'known';
