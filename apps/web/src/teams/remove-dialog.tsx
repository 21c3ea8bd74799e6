import type { Account, Team, TeamMember } from '@umschlag/contract';
import { call } from '../api/call.ts';
import type { UnlockedKey } from '../keys/messages.ts';
import { stayingMembers } from './copy-readers.policy.ts';
import { prepareRotation, rememberMembers } from './give-team-key.ts';
import { rememberTeamKey } from './known-team-key.ts';
import { ReviewDialog } from './review-dialog.tsx';
import { useTeamText } from './texts/team-text.ts';
import type { TeamKeyUse } from './use-team-key.ts';

interface RemoveDialogProps {
  readonly account: Account;
  readonly team: Team;
  readonly member: TeamMember;
  readonly teamKey: TeamKeyUse;
  readonly own: UnlockedKey | undefined;
  changed(notice: string): Promise<void>;
  onClose(): void;
}

/** Removes a member, and renews the team's key in the same request if it is open here. */
export function RemoveDialog({ account, team, member, teamKey, own, changed, onClose }: RemoveDialogProps) {
  const { members: t } = useTeamText();
  const { opened, judging } = teamKey;
  const ready = own && opened?.isBelieved && judging ? { own, opened, judging } : undefined;
  const staying = ready ? stayingMembers(team, ready.judging, member.accountId) : [];
  const remove = async () => {
    const params = { id: team.id, accountId: member.accountId };
    const next = ready && (await prepareRotation(ready.own, team, ready.opened.fingerprint, staying));
    const body = next ? { rotation: next.body } : {};
    await call('DELETE /api/v1/teams/:id/members/:accountId', { params, body });
    if (next) rememberTeamKey(account.id, team.id, next.fingerprint);
    if (ready) await rememberMembers(account, ready.own, staying);
    onClose();
    await changed(t.removed(member.name));
  };
  return (
    <ReviewDialog
      title={t.removeTitle(member.name)}
      action={t.removeNow}
      busyText={t.removing}
      danger
      members={staying}
      onConfirm={remove}
      onClose={onClose}
    >
      <p>{t.removeText}</p>
      {ready ? <p>{t.renews}</p> : team.key && <p>{t.renewLater}</p>}
    </ReviewDialog>
  );
}
