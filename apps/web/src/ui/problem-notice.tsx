import type { ApiProblem } from '../api/problem.ts';
import { sentenceOf } from '../i18n/errors.ts';
import { useText } from '../i18n/language.tsx';
import { Link } from '../routing/link.tsx';

interface ProblemNoticeProps {
  readonly problem: ApiProblem | undefined;
  onRetry?: () => void;
}

/** What went wrong with a call, and what to do next. Read out when it appears. */
export function ProblemNotice({ problem, onRetry }: ProblemNoticeProps) {
  const t = useText();
  if (!problem) return null;
  const returnTo = encodeURIComponent(location.pathname + location.search);
  return (
    <div class="notice error" role="alert">
      <p>{sentenceOf(t.errors, problem.code, problem.details)}</p>
      {problem.code === 'sign_in_required' && <Link to={`/sign-in?returnTo=${returnTo}`}>{t.common.signIn}</Link>}
      {problem.code === 'internal_error' && problem.requestId && (
        <p class="hint">{t.common.reference(problem.requestId)}</p>
      )}
      {onRetry && (
        <button type="button" class="button" onClick={onRetry}>
          {t.common.tryAgain}
        </button>
      )}
    </div>
  );
}
