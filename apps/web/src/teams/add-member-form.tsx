import type { Team } from '@umschlag/contract';
import { useState } from 'preact/hooks';
import { call } from '../api/call.ts';
import { useText } from '../i18n/language.tsx';
import { ErrorSummary, type FieldError } from '../ui/error-summary.tsx';
import { TextField } from '../ui/field.tsx';
import { ProblemNotice } from '../ui/problem-notice.tsx';
import { useAction } from '../ui/use-action.ts';
import { useTeamText } from './texts/team-text.ts';

interface AddMemberFormProps {
  readonly team: Team;
  changed(notice: string): Promise<void>;
}

/** For managers. The new member gets the team's key afterwards, from whichever member's browser has it open. */
export function AddMemberForm({ team, changed }: AddMemberFormProps) {
  const { members: t } = useTeamText();
  const { common } = useText();
  const [email, setEmail] = useState('');
  const [isManager, setIsManager] = useState(false);
  const [errors, setErrors] = useState<readonly FieldError[]>([]);
  const { busy, problem, run } = useAction();
  const left = email.trim().includes('@') ? [] : errors;
  const submit = (event: Event) => {
    event.preventDefault();
    const isWrong = !email.trim().includes('@');
    setErrors(isWrong ? [{ fieldId: 'member-email', text: common.enterEmail }] : []);
    if (isWrong) return;
    void run(async () => {
      const body = { email: email.trim(), role: isManager ? ('manager' as const) : ('member' as const) };
      await call('POST /api/v1/teams/:id/members', { params: { id: team.id }, body });
      setEmail('');
      setIsManager(false);
      await changed(t.added(body.email));
    });
  };
  return (
    <section class="card" aria-labelledby="add-member">
      <h2 id="add-member">{t.add}</h2>
      <form onSubmit={submit} noValidate class="narrow">
        <ErrorSummary errors={errors} left={left} />
        <TextField
          id="member-email"
          type="email"
          label={t.email}
          hint={t.emailHint}
          autocomplete="off"
          value={email}
          onValue={setEmail}
          error={left[0]?.text}
        />
        <label class="check">
          <input type="checkbox" checked={isManager} onChange={(event) => setIsManager(event.currentTarget.checked)} />
          {t.asManager}
        </label>
        <ProblemNotice problem={problem} />
        <p>
          <button type="submit" class="button primary" aria-disabled={busy}>
            {t.add}
          </button>
        </p>
      </form>
    </section>
  );
}
