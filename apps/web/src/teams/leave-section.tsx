import type { Account, Team } from '@umschlag/contract';
import { useState } from 'preact/hooks';
import { call } from '../api/call.ts';
import { navigate } from '../routing/navigation.ts';
import { ConfirmDialog } from '../ui/confirm-dialog.tsx';
import { useAction } from '../ui/use-action.ts';
import { useTeamText } from './texts/team-text.ts';

interface LeaveSectionProps {
  readonly account: Account;
  readonly team: Team;
}

/** Going oneself, and deleting the team. The key is renewed by those who stay: whoever goes must not know the next. */
export function LeaveSection({ account, team }: LeaveSectionProps) {
  const { leave: t } = useTeamText();
  const [asking, setAsking] = useState<'leave' | 'remove' | undefined>();
  const { busy, problem, setProblem, run } = useAction();
  const { id } = team;
  const confirm = () =>
    run(async () => {
      if (asking === 'remove') await call('DELETE /api/v1/teams/:id', { params: { id } });
      else {
        const params = { id, accountId: account.id };
        await call('DELETE /api/v1/teams/:id/members/:accountId', { params, body: {} });
      }
      navigate('/teams', 'replace');
    });
  return (
    <section class="card danger-zone" aria-labelledby="leave">
      <h2 id="leave">{t.title}</h2>
      <div class="button-row">
        <button type="button" class="button danger" onClick={() => setAsking('leave')}>
          {t.leave}
        </button>
        {team.role === 'manager' && (
          <button type="button" class="button danger" onClick={() => setAsking('remove')}>
            {t.remove}
          </button>
        )}
      </div>
      {asking && (
        <ConfirmDialog
          title={asking === 'leave' ? t.leaveTitle : t.removeTitle}
          action={asking === 'leave' ? t.leaveNow : t.removeNow}
          danger
          busy={busy}
          problem={problem}
          onConfirm={() => void confirm()}
          onClose={() => {
            setAsking(undefined);
            setProblem(undefined);
          }}
        >
          <p>{asking === 'leave' ? t.leaveText : t.removeText}</p>
        </ConfirmDialog>
      )}
    </section>
  );
}
