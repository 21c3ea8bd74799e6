import type { Account, Team } from '@umschlag/contract';
import { useEffect, useRef, useState } from 'preact/hooks';
import { KeyProblem } from '../keys/keyring.ts';
import type { UnlockedKey } from '../keys/messages.ts';
import { useKeyAction } from '../keys/use-key-action.ts';
import {
  isBelieved,
  type Judging,
  type ReviewedMember,
  stayingMembers,
  waitingMembers,
} from './copy-readers.policy.ts';
import { giveTeamKey, makeFirstKey } from './give-team-key.ts';
import { knownTeamKey, rememberTeamKey } from './known-team-key.ts';
import { loadJudging } from './load-judging.ts';
import { type OpenTeamKey, openTeamKey } from './open-team-key.ts';
import { useTeamText } from './texts/team-text.ts';

/** Told apart by what opens, and by who waits. */
const versionOf = ({ key, ownCopy, members }: Team, own: UnlockedKey | undefined): string =>
  JSON.stringify([
    own?.opened,
    key?.fingerprint,
    ownCopy?.material,
    members.map(({ accountId, copyState, activeKey }) => [accountId, copyState, activeKey?.fingerprint]),
  ]);

export type TeamKeyUse = ReturnType<typeof useTeamKey>;

/**
 * The team's key, opened as soon as the member's own key is. A team without one gets its first key then, and members who
 * wait get copies, as far as their keys are believed.
 * @param reload brings the team anew after a change
 */
export function useTeamKey(account: Account, team: Team, own: UnlockedKey | undefined, reload: () => Promise<void>) {
  const t = useTeamText();
  const { busy, problem, run } = useKeyAction();
  const [opened, setOpened] = useState<OpenTeamKey | undefined>();
  const [judging, setJudging] = useState<Judging | undefined>();
  const [turn, setTurn] = useState(0);
  const doneFor = useRef('');
  /** What was tried from this page already: what the server does not keep is not made again and again. */
  const tried = useRef(new Set<string>());

  const begin = async (unlocked: UnlockedKey) => {
    const by = await loadJudging(account, unlocked);
    setJudging(by);
    setOpened(undefined);
    if (!team.key && (await hasMadeFirstKey(account, team, unlocked, by, tried.current))) return reload();
    const now = await openTeamKey(account, team, by);
    setOpened(now);
    if (!now?.isBelieved) return;
    if (await hasGivenUnasked(team, unlocked, now.fingerprint, by, tried.current)) await reload();
  };

  const version = `${turn} ${versionOf(team, own)}`;
  useEffect(() => {
    if (busy !== '' || doneFor.current === version) return;
    doneFor.current = version;
    if (own) void run(t.key.opening, () => begin(own));
    else setOpened(undefined);
  }, [version, busy]);

  return {
    busy,
    problem,
    opened,
    judging,
    /** Those who wait for a copy and have a key. */
    waiting: opened?.isBelieved && judging ? waitingMembers(team, judging) : [],
    /** The member has compared the team's key. */
    believe: () => {
      if (opened) rememberTeamKey(account.id, team.id, opened.fingerprint);
      setTurn(turn + 1);
    },
  };
}

/**
 * The first key, for its maker alone: whoever else is a member waits for a copy then.
 * @throws ApiProblem, KeyProblem: `rotation_invalid` where there was one before, as this browser knows
 */
async function hasMadeFirstKey(account: Account, team: Team, own: UnlockedKey, by: Judging, tried: Set<string>) {
  const maker = stayingMembers(team, by).find(({ verdict }) => verdict === 'own');
  if (!maker || tried.has(team.id)) return false;
  if (knownTeamKey(account.id, team.id) !== undefined) throw new KeyProblem('rotation_invalid');
  tried.add(team.id);
  await makeFirstKey(account, own, team, maker.reader);
  return true;
}

/** @throws ApiProblem, KeyProblem */
async function hasGivenUnasked(team: Team, own: UnlockedKey, fingerprint: string, by: Judging, tried: Set<string>) {
  const isNew = ({ reader }: ReviewedMember) => !tried.has(`${fingerprint} ${reader.fingerprint}`);
  const readers = waitingMembers(team, by).filter(isBelieved).filter(isNew);
  for (const { reader } of readers) tried.add(`${fingerprint} ${reader.fingerprint}`);
  if (readers.length > 0) await giveTeamKey(own, team, fingerprint, readers);
  return readers.length > 0;
}
