import type { Submission } from '@umschlag/contract';
import { call } from '../api/call.ts';
import { navigate } from '../routing/navigation.ts';
import { beginningAt, beginOnce } from '../transfer/begun-submissions.ts';
import { ProblemNotice } from '../ui/problem-notice.tsx';
import { useAction } from '../ui/use-action.ts';
import { keyFragment } from './sealed/trusted-key.ts';
import { useEntranceText } from './texts/entrance-text.ts';

interface AddButtonProps {
  readonly token: string;
  readonly submission: Submission;
  /** Whether something has to be replaced. */
  readonly isUrgent: boolean;
}

/** Begins a supplement, or goes on with the one that was begun on this device. */
export function AddButton({ token, submission, isUrgent }: AddButtonProps) {
  const t = useEntranceText();
  const { busy, problem, run } = useAction();
  const first = submission.sent[0]?.id ?? submission.id;
  const add = () =>
    run(async () => {
      const supplement = await beginOnce(beginningAt.supplement(first), () =>
        call('POST /api/v1/submissions/:token/supplements', { params: { token } }),
      );
      navigate(`/s/${supplement.token}${keyFragment()}`);
    });
  return (
    <>
      <ProblemNotice problem={problem} />
      <button
        type="button"
        class={isUrgent ? 'button primary' : 'button'}
        aria-disabled={busy}
        onClick={() => void add()}
      >
        {t.sent.add}
      </button>
    </>
  );
}
