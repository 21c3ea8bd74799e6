import type { Submission } from '@umschlag/contract';
import { useEffect, useRef, useState } from 'preact/hooks';
import { type ApiProblem, asProblem } from '../api/problem.ts';
import { useLanguage } from '../i18n/language.tsx';
import { navigate } from '../routing/navigation.ts';
import type { PageProps } from '../routing/pages.ts';
import { Page } from '../ui/page.tsx';
import { ProblemNotice } from '../ui/problem-notice.tsx';
import { Checklist } from './checklist-form.tsx';
import { ClosedEntrance } from './closed-entrance.tsx';
import { DiscardDraft } from './discard-draft.tsx';
import { loadDraft } from './draft.ts';
import { Gone } from './gone.tsx';
import { KeyGate } from './sealed/key-gate.tsx';
import { keyFragment } from './sealed/trusted-key.ts';
import { SentView } from './sent-view.tsx';
import { useEntranceText } from './texts/entrance-text.ts';
import { useFocusOnStep } from './use-focus-on-step.ts';

/** The page of one submission: a draft to go on with, or what was sent and what became of it. */
export default function SubmissionPage({ params }: PageProps) {
  const token = params.token ?? '';
  const t = useEntranceText();
  const { t: texts, suggestLanguage } = useLanguage();
  const [submission, setSubmission] = useState<Submission | undefined>();
  const [problem, setProblem] = useState<ApiProblem | undefined>();
  const known = useRef(false);
  const load = async () => {
    try {
      const loaded = (await loadDraft({ token })).submission;
      if (!known.current) await suggestLanguage(loaded.entrance.language);
      known.current = true;
      setSubmission(loaded);
      setProblem(undefined);
    } catch (error) {
      setProblem(asProblem(error));
    }
  };
  useEffect(() => void load(), [token]);
  useEffect(() => {
    const look = () => document.visibilityState === 'visible' && known.current && void load();
    document.addEventListener('visibilitychange', look);
    return () => document.removeEventListener('visibilitychange', look);
  }, [token]);
  const step = submission && `${submission.state} ${submission.sendable}`;
  useFocusOnStep(step);

  if (problem?.code === 'not_found' || problem?.code === 'invalid_request') return <Gone what="submissionGone" />;
  if (!submission) {
    return problem ? (
      <Page title={t.sent.title}>
        <ProblemNotice problem={problem} onRetry={() => void load()} />
      </Page>
    ) : (
      <p class="loading">{texts.common.loading}</p>
    );
  }
  if (submission.state === 'sent') return <SentView token={token} submission={submission} />;
  const draft = { token, submission };
  const before = submission.sent.at(-1);
  const discarded = () => (before ? navigate(`/s/${before.token}${keyFragment()}`, 'replace') : void load());
  if (submission.sendable !== 'open') {
    return (
      <ClosedEntrance entrance={submission.entrance} state={submission.sendable}>
        <p>{t.notSent}</p>
        <DiscardDraft draft={draft} label={t.discardNow} discarded={discarded} />
      </ClosedEntrance>
    );
  }
  return (
    <KeyGate entrance={submission.entrance}>
      <Checklist
        entrance={submission.entrance}
        draft={draft}
        isContinued={!submission.isSupplement}
        begin={async () => draft}
        reload={load}
        discarded={discarded}
        sent={() => void load()}
      />
    </KeyGate>
  );
}
