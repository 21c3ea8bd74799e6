import { useState } from 'preact/hooks';
import { call } from '../api/call.ts';
import { navigate } from '../routing/navigation.ts';
import { ErrorSummary, type FieldError } from '../ui/error-summary.tsx';
import { ProblemNotice } from '../ui/problem-notice.tsx';
import { useAction } from '../ui/use-action.ts';
import { NameField } from './name-field.tsx';
import { useTeamText } from './texts/team-text.ts';

/** Makes a team. Its key comes on its own page. */
export function NewTeamForm() {
  const t = useTeamText();
  const [name, setName] = useState('');
  const [errors, setErrors] = useState<readonly FieldError[]>([]);
  const { busy, problem, run } = useAction();
  const isMissing = errors.length > 0 && name.trim() === '';
  const submit = (event: Event) => {
    event.preventDefault();
    const isEmpty = name.trim() === '';
    setErrors(isEmpty ? [{ fieldId: 'team-name', text: t.nameEnter }] : []);
    if (isEmpty) return;
    void run(async () => {
      const { id } = await call('POST /api/v1/teams', { body: { name: name.trim() } });
      navigate(`/teams/${id}`);
    });
  };
  return (
    <section class="card" aria-labelledby="new-team">
      <h2 id="new-team">{t.list.newTitle}</h2>
      <p class="hint">{t.list.newHint}</p>
      <form onSubmit={submit} noValidate class="narrow">
        <ErrorSummary errors={errors} left={isMissing ? errors : []} />
        <NameField value={name} isMissing={isMissing} onValue={setName} />
        <ProblemNotice problem={problem} />
        <button type="submit" class="button primary" aria-disabled={busy}>
          {t.list.make}
        </button>
      </form>
    </section>
  );
}
