import type { Account, Team } from '@umschlag/contract';
import { useState } from 'preact/hooks';
import { call } from '../api/call.ts';
import { useText } from '../i18n/language.tsx';
import { useUnlockedKey } from '../keys/use-unlocked-key.tsx';
import { Link } from '../routing/link.tsx';
import type { PageProps } from '../routing/pages.ts';
import { useSession } from '../session/session.tsx';
import { Page } from '../ui/page.tsx';
import { ProblemNotice } from '../ui/problem-notice.tsx';
import { useLoaded } from '../ui/use-loaded.ts';
import { AddMemberForm } from './add-member-form.tsx';
import { KeySection } from './key-section.tsx';
import { LeaveSection } from './leave-section.tsx';
import { MemberList } from './member-list.tsx';
import { RenameForm } from './rename-form.tsx';
import { RotationNotice } from './rotation-notice.tsx';
import { useTeamText } from './texts/team-text.ts';
import { useTeamKey } from './use-team-key.ts';
import { WaitingNotice } from './waiting-notice.tsx';

/** A team: its members, its key, and what is to be done about both. */
export default function TeamPage({ params }: PageProps) {
  const { account } = useSession();
  const { id } = params;
  return account && id ? <LoadedTeam key={id} id={id} account={account} /> : null;
}

function LoadedTeam({ id, account }: { readonly id: string; readonly account: Account }) {
  const { list: t } = useTeamText();
  const { common } = useText();
  const { value: team, problem, reload } = useLoaded(() => call('GET /api/v1/teams/:id', { params: { id } }));
  if (team) return <TeamView account={account} team={team} reload={reload} />;
  return (
    <Page title={t.title}>
      <ProblemNotice problem={problem} onRetry={() => void reload()} />
      {!problem && <p role="status">{common.loading}</p>}
    </Page>
  );
}

interface TeamViewProps {
  readonly account: Account;
  readonly team: Team;
  reload(): Promise<void>;
}

function TeamView({ account, team, reload }: TeamViewProps) {
  const t = useTeamText();
  const secretKey = useUnlockedKey(account);
  const teamKey = useTeamKey(account, team, secretKey.open, reload);
  const [notice, setNotice] = useState('');
  const changed = async (said: string) => {
    await reload();
    setNotice(said);
  };
  const parts = { account, team, teamKey, own: secretKey.open, changed };
  const isManager = team.role === 'manager';
  return (
    <Page title={team.name}>
      <p role="status">{notice}</p>
      <RotationNotice {...parts} />
      <WaitingNotice {...parts} />
      <MemberList {...parts} />
      {isManager && <AddMemberForm team={team} changed={changed} />}
      <KeySection account={account} team={team} teamKey={teamKey} secretKey={secretKey} />
      {isManager && <RenameForm team={team} changed={changed} />}
      <LeaveSection account={account} team={team} />
      {secretKey.dialog}
      <p>
        <Link to="/teams">{t.back}</Link>
      </p>
    </Page>
  );
}
