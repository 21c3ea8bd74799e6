import type { Account, Team } from '@umschlag/contract';
import { BusyText } from '../keys/busy-text.tsx';
import { KeyProblemNotice } from '../keys/key-problem-notice.tsx';
import { useKeyAction } from '../keys/use-key-action.ts';
import type { UnlockedKeyState } from '../keys/use-unlocked-key.tsx';
import { Link } from '../routing/link.tsx';
import { KeyWords } from '../sealing/key-words.tsx';
import { TeamKeyProblem } from './team-key-problem.tsx';
import { useTeamText } from './texts/team-text.ts';
import type { TeamKeyUse } from './use-team-key.ts';

interface KeySectionProps {
  readonly account: Account;
  readonly team: Team;
  readonly teamKey: TeamKeyUse;
  readonly secretKey: UnlockedKeyState;
}

/** Whether the team's key is there, open and believed, and what to do if not. */
export function KeySection({ account, team, teamKey, secretKey }: KeySectionProps) {
  const { key: t } = useTeamText();
  const { busy, problem, opened } = teamKey;
  return (
    <section class="card" aria-labelledby="team-key">
      <h2 id="team-key">{t.title}</h2>
      <TeamKeyProblem problem={problem} />
      <BusyText text={busy} />
      {opened && <OpenedKey teamKey={teamKey} opened={opened} />}
      {!opened && !problem && busy === '' && <ClosedKey account={account} team={team} secretKey={secretKey} />}
    </section>
  );
}

interface OpenedKeyProps extends Pick<KeySectionProps, 'teamKey'> {
  readonly opened: NonNullable<TeamKeyUse['opened']>;
}

function OpenedKey({ teamKey, opened }: OpenedKeyProps) {
  const { key: t } = useTeamText();
  const { fingerprint, isBelieved, giver } = opened;
  const words = <KeyWords key={fingerprint} fingerprint={fingerprint} />;
  if (isBelieved) {
    return (
      <>
        <p>{t.open}</p>
        {words}
      </>
    );
  }
  return (
    <div class="notice">
      <h3 class="notice-title">{t.unproven}</h3>
      <p>{giver ? t.unprovenText(`${giver.name} (${giver.email})`) : t.unprovenNobody}</p>
      {words}
      <button type="button" class="button primary" onClick={teamKey.believe}>
        {t.believe}
      </button>
    </div>
  );
}

function ClosedKey({ account, team, secretKey }: Pick<KeySectionProps, 'account' | 'team' | 'secretKey'>) {
  const { key: t } = useTeamText();
  const { busy, problem, run } = useKeyAction();
  const unlock = () => run(t.opening, async () => void (await secretKey.unlock()));
  const hasOwnKey = team.members.some(({ accountId, activeKey }) => accountId === account.id && activeKey !== null);
  if (!hasOwnKey) {
    return (
      <p>
        {team.key ? t.ownKeyFirst : t.none} <Link to="/account/key">{t.setUp}</Link>
      </p>
    );
  }
  const isWaiting = team.key !== null && team.ownCopy === null;
  return (
    <>
      <p>{isWaiting ? t.waiting : team.key ? t.locked : t.none}</p>
      <KeyProblemNotice problem={problem} />
      {!secretKey.open && !isWaiting && (
        <button type="button" class="button" aria-disabled={busy !== ''} onClick={() => void unlock()}>
          {t.unlock}
        </button>
      )}
    </>
  );
}
