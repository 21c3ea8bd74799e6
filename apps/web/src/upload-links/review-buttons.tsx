import type { EntranceState, Params } from '@umschlag/contract';
import { useState } from 'preact/hooks';
import { call } from '../api/call.ts';
import { ProblemNotice } from '../ui/problem-notice.tsx';
import { useAction } from '../ui/use-action.ts';
import type { DocumentState } from './document-state.ts';
import { RejectDialog } from './reject-dialog.tsx';
import { useUploadLinkText } from './texts/upload-link-text.ts';

type Decision = Exclude<DocumentState, 'missing'>;
const REVIEW = 'PUT /api/v1/upload-links/:id/submissions/:submissionId/files/:fileId/review';

interface ReviewButtonsProps {
  readonly params: Params<typeof REVIEW>;
  /** Of the file. */
  readonly name: string;
  readonly state: Decision;
  readonly entrance: EntranceState;
  /** Whether whoever submitted can be mailed. */
  readonly hasAddress: boolean;
  reviewed(text: string): Promise<unknown>;
}

/** Accept, reject with a reason, or take the decision back. */
export function ReviewButtons({ params, name, state, entrance, hasAddress, reviewed }: ReviewButtonsProps) {
  const { inbox: t } = useUploadLinkText();
  const [asking, setAsking] = useState(false);
  const { busy, problem, setProblem, run } = useAction();
  const decide = (next: Decision, reason?: string) =>
    run(async () => {
      await call(REVIEW, { params, body: { state: next, ...(reason !== undefined && { reason }) } });
      setAsking(false);
      await reviewed(t.done[next](name));
    });
  const close = () => {
    setAsking(false);
    setProblem(undefined);
  };
  return (
    <>
      {state === 'received' ? (
        <>
          <button
            type="button"
            class="button"
            aria-disabled={busy}
            aria-label={t.acceptOf(name)}
            onClick={() => void decide('accepted')}
          >
            {t.accept}
          </button>
          <button type="button" class="button" aria-label={t.rejectOf(name)} onClick={() => setAsking(true)}>
            {t.reject}
          </button>
        </>
      ) : (
        <button
          type="button"
          class="button quiet"
          aria-disabled={busy}
          aria-label={t.undoOf(name)}
          onClick={() => void decide('received')}
        >
          {t.undo}
        </button>
      )}
      {!asking && <ProblemNotice problem={problem} />}
      {asking && (
        <RejectDialog
          name={name}
          entrance={entrance}
          hasAddress={hasAddress}
          busy={busy}
          problem={problem}
          onReject={(reason) => void decide('rejected', reason)}
          onClose={close}
        />
      )}
    </>
  );
}
