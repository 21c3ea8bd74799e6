import type { ApiProblem } from '../api/problem.ts';
import { sentenceOf } from '../i18n/errors.ts';
import { useText } from '../i18n/language.tsx';
import type { SaveState } from './draft-saver.ts';

interface SaveStatusProps {
  readonly state: SaveState;
  readonly problem: ApiProblem | undefined;
  /** Whether there is a draft on the server at all. */
  readonly known: boolean;
}

export function SaveStatus({ state, problem, known }: SaveStatusProps) {
  const { compose: t, errors } = useText();
  const text =
    state === 'failed' && problem
      ? `${t.draftFailed} ${sentenceOf(errors, problem.code, problem.details)}`
      : state === 'clean'
        ? known
          ? t.draftSaved
          : ''
        : t.draftSaving;
  return (
    <p role="status" class={state === 'failed' ? 'field-error' : 'hint'}>
      {text}
    </p>
  );
}
