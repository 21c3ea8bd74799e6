import { ProblemNotice } from '../ui/problem-notice.tsx';
import { type AnyKeyProblem, isKeyProblem, keyProblemText } from './problem-text.ts';
import { useKeyText } from './texts/key-text.ts';

interface KeyProblemNoticeProps {
  readonly problem: AnyKeyProblem | undefined;
}

/** What went wrong with a key, and what to do next. Read out when it appears. */
export function KeyProblemNotice({ problem }: KeyProblemNoticeProps) {
  const t = useKeyText();
  if (!problem) return null;
  // On these pages it is always the proof that was refused, never the sign-in.
  const isProof = problem.code === 'sign_in_failed';
  if (!isKeyProblem(problem) && !isProof) return <ProblemNotice problem={problem} />;
  return (
    <div class="notice error" role="alert">
      <p>{isKeyProblem(problem) ? keyProblemText(problem, t) : t.proof.refused}</p>
    </div>
  );
}
