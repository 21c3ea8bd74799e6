import type { Team } from '@umschlag/contract';
import { useState } from 'preact/hooks';
import { call } from '../api/call.ts';
import { ErrorSummary, type FieldError } from '../ui/error-summary.tsx';
import { ProblemNotice } from '../ui/problem-notice.tsx';
import { useAction } from '../ui/use-action.ts';
import { NameField } from './name-field.tsx';
import { useTeamText } from './texts/team-text.ts';

interface RenameFormProps {
  readonly team: Team;
  changed(notice: string): Promise<void>;
}

/** For managers. */
export function RenameForm({ team, changed }: RenameFormProps) {
  const t = useTeamText();
  const [name, setName] = useState(team.name);
  const [errors, setErrors] = useState<readonly FieldError[]>([]);
  const { busy, problem, run } = useAction();
  const isMissing = errors.length > 0 && name.trim() === '';
  const submit = (event: Event) => {
    event.preventDefault();
    const isEmpty = name.trim() === '';
    setErrors(isEmpty ? [{ fieldId: 'team-name', text: t.nameEnter }] : []);
    if (isEmpty) return;
    void run(async () => {
      await call('PATCH /api/v1/teams/:id', { params: { id: team.id }, body: { name: name.trim() } });
      await changed(t.rename.done);
    });
  };
  return (
    <section class="card" aria-labelledby="rename">
      <h2 id="rename">{t.rename.title}</h2>
      <form onSubmit={submit} noValidate class="narrow">
        <ErrorSummary errors={errors} left={isMissing ? errors : []} />
        <NameField value={name} isMissing={isMissing} onValue={setName} />
        <ProblemNotice problem={problem} />
        <button type="submit" class="button" aria-disabled={busy}>
          {t.rename.submit}
        </button>
      </form>
    </section>
  );
}
