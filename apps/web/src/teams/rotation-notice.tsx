import type { Account, Team } from '@umschlag/contract';
import { useState } from 'preact/hooks';
import { call } from '../api/call.ts';
import type { UnlockedKey } from '../keys/messages.ts';
import { stayingMembers } from './copy-readers.policy.ts';
import { prepareRotation, rememberMembers } from './give-team-key.ts';
import { rememberTeamKey } from './known-team-key.ts';
import { ReviewDialog } from './review-dialog.tsx';
import { useTeamText } from './texts/team-text.ts';
import type { TeamKeyUse } from './use-team-key.ts';

interface RotationNoticeProps {
  readonly account: Account;
  readonly team: Team;
  readonly teamKey: TeamKeyUse;
  readonly own: UnlockedKey | undefined;
  changed(notice: string): Promise<void>;
}

/** Somebody who left has known the team's key: any member may renew it. */
export function RotationNotice({ account, team, teamKey, own, changed }: RotationNoticeProps) {
  const { due: t, rotate } = useTeamText();
  const [asking, setAsking] = useState(false);
  const { opened, judging } = teamKey;
  if (!team.isRotationDue) return null;
  const ready = own && opened?.isBelieved && judging ? { own, opened, judging } : undefined;
  const staying = ready ? stayingMembers(team, ready.judging) : [];
  const renew = async () => {
    if (!ready) return;
    const { fingerprint, body } = await prepareRotation(ready.own, team, ready.opened.fingerprint, staying);
    await call('PUT /api/v1/teams/:id/key', { params: { id: team.id }, body });
    rememberTeamKey(account.id, team.id, fingerprint);
    await rememberMembers(account, ready.own, staying);
    setAsking(false);
    await changed(rotate.done);
  };
  return (
    <section class="notice" aria-labelledby="due">
      <h2 id="due" class="notice-title">
        {t.title}
      </h2>
      <p>{t.text}</p>
      {ready ? (
        <button type="button" class="button primary" onClick={() => setAsking(true)}>
          {t.renew}
        </button>
      ) : (
        <p>{t.first}</p>
      )}
      {asking && (
        <ReviewDialog
          title={rotate.title}
          action={rotate.submit}
          busyText={rotate.busy}
          members={staying}
          onConfirm={renew}
          onClose={() => setAsking(false)}
        >
          <p>{rotate.text}</p>
        </ReviewDialog>
      )}
    </section>
  );
}
