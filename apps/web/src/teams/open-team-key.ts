import type { Account, Team, TeamMember } from '@umschlag/contract';
import { ask } from '../keys/keyring.ts';
import { isBelieved, type Judging, readerOf, reviewMember } from './copy-readers.policy.ts';
import { knownTeamKey, rememberTeamKey } from './known-team-key.ts';

/** The team's key that is open in this browser. */
export interface OpenTeamKey {
  readonly fingerprint: string;
  /** Whether the member has believed it, it follows one that they have, or somebody gave it whose key they know. */
  readonly isBelieved: boolean;
  /** Who gave it; undefined: nobody among today's members. */
  readonly giver: TeamMember | undefined;
}

/**
 * Opens the team's key by one's own copy; undefined where there is none.
 * @throws KeyProblem: `rotation_invalid` where the key does not follow the one that this browser knows
 */
export async function openTeamKey(account: Account, team: Team, judging: Judging): Promise<OpenTeamKey | undefined> {
  const { id, key, ownCopy, members } = team;
  if (!key || !ownCopy) return undefined;
  const known = knownTeamKey(account.id, id);
  const offered = members.flatMap((member) => readerOf(member) ?? []);
  const { fingerprint, givenBy } = await ask('openTeamKey', {
    teamId: id,
    key,
    copy: ownCopy.material,
    members: offered,
    known,
  });
  const giver = members.find(({ activeKey }) => givenBy !== undefined && activeKey?.fingerprint === givenBy);
  const reviewed = giver && reviewMember(giver, judging);
  const believed = known !== undefined || (reviewed !== undefined && isBelieved(reviewed));
  if (believed) rememberTeamKey(account.id, id, fingerprint);
  return { fingerprint, isBelieved: believed, giver };
}
