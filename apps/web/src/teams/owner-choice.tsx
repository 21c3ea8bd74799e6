import { call } from '../api/call.ts';
import { Field } from '../ui/field.tsx';
import { ProblemNotice } from '../ui/problem-notice.tsx';
import { useLoaded } from '../ui/use-loaded.ts';
import { useTeamText } from './texts/team-text.ts';

interface OwnerChoiceProps {
  /** Of a team; undefined: oneself. */
  readonly teamId: string | undefined;
  onTeam(teamId: string | undefined): void;
}

/** Whose an upload link is to be. Nothing for whoever is in no team. */
export function OwnerChoice({ teamId, onTeam }: OwnerChoiceProps) {
  const { owner: t } = useTeamText();
  const { value, problem, reload } = useLoaded(() => call('GET /api/v1/teams', {}));
  if (problem) return <ProblemNotice problem={problem} onRetry={() => void reload()} />;
  if (!value || value.items.length === 0) return null;
  return (
    <Field id="owner" label={t.label} hint={t.hint}>
      {(attributes) => (
        <select
          {...attributes}
          value={teamId ?? ''}
          onChange={(event) => onTeam(event.currentTarget.value === '' ? undefined : event.currentTarget.value)}
        >
          <option value="">{t.self}</option>
          {value.items.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}
