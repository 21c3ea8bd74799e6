import type { Account, Team, TeamMember } from '@umschlag/contract';
import { useState } from 'preact/hooks';
import { call } from '../api/call.ts';
import type { UnlockedKey } from '../keys/messages.ts';
import { ProblemNotice } from '../ui/problem-notice.tsx';
import { useAction } from '../ui/use-action.ts';
import { RemoveDialog } from './remove-dialog.tsx';
import { useTeamText } from './texts/team-text.ts';
import type { TeamKeyUse } from './use-team-key.ts';

interface MemberListProps {
  readonly account: Account;
  readonly team: Team;
  readonly teamKey: TeamKeyUse;
  readonly own: UnlockedKey | undefined;
  changed(notice: string): Promise<void>;
}

/** Who is in the team, and who of them has its key. */
export function MemberList(props: MemberListProps) {
  const { account, team, changed } = props;
  const { members: t } = useTeamText();
  const [leaving, setLeaving] = useState<TeamMember | undefined>();
  const { busy, problem, run } = useAction();
  const setRole = ({ accountId, name, role: before }: TeamMember) =>
    run(async () => {
      const role = before === 'manager' ? 'member' : 'manager';
      const params = { id: team.id, accountId };
      await call('PATCH /api/v1/teams/:id/members/:accountId', { params, body: { role } });
      await changed(role === 'manager' ? t.nowManager(name) : t.nowMember(name));
    });
  return (
    <section class="card" aria-labelledby="members">
      <h2 id="members">{t.title}</h2>
      <ProblemNotice problem={problem} />
      <ul class="list">
        {team.members.map((member) => (
          <MemberRow
            key={member.accountId}
            member={member}
            isSelf={member.accountId === account.id}
            isManaged={team.role === 'manager'}
            busy={busy}
            onRole={() => void setRole(member)}
            onRemove={() => setLeaving(member)}
          />
        ))}
      </ul>
      {leaving && <RemoveDialog {...props} member={leaving} onClose={() => setLeaving(undefined)} />}
    </section>
  );
}

interface MemberRowProps {
  readonly member: TeamMember;
  readonly isSelf: boolean;
  /** By whoever looks at it. */
  readonly isManaged: boolean;
  readonly busy: boolean;
  onRole(): void;
  onRemove(): void;
}

function MemberRow({ member, isSelf, isManaged, busy, onRole, onRemove }: MemberRowProps) {
  const { members: t, roles } = useTeamText();
  const { name, email, role, copyState } = member;
  const isManager = role === 'manager';
  return (
    <li>
      <div class="list-main">
        <h3>
          {name} {isSelf && <span class="optional">({t.you})</span>}
        </h3>
        <p class="meta">
          <span>{email}</span> <span>{roles[role]}</span> <span>{t.copies[copyState]}</span>
        </p>
      </div>
      {isManaged && (
        <button
          type="button"
          class="button"
          aria-label={isManager ? t.makeMemberOf(name) : t.makeManagerOf(name)}
          aria-disabled={busy}
          onClick={onRole}
        >
          {isManager ? t.makeMember : t.makeManager}
        </button>
      )}
      {isManaged && !isSelf && (
        <button type="button" class="button danger" aria-label={t.removeOf(name)} onClick={onRemove}>
          {t.remove}
        </button>
      )}
    </li>
  );
}
