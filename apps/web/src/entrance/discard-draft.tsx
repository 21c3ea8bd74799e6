import { useState } from 'preact/hooks';
import { call } from '../api/call.ts';
import { ApiProblem } from '../api/problem.ts';
import { ConfirmDialog } from '../ui/confirm-dialog.tsx';
import { useAction } from '../ui/use-action.ts';
import { type Draft, forgetDraft } from './draft.ts';
import { useEntranceText } from './texts/entrance-text.ts';
import { focusHeading } from './use-focus-on-step.ts';

interface DiscardDraftProps {
  readonly draft: Draft;
  readonly label: string;
  discarded(): void;
}

/** Throws away what was begun, after a question. */
export function DiscardDraft({ draft, label, discarded }: DiscardDraftProps) {
  const t = useEntranceText();
  const [asking, setAsking] = useState(false);
  const { busy, problem, run } = useAction();
  const discard = () =>
    run(async () => {
      await call('DELETE /api/v1/submissions/:token', { params: { token: draft.token } }).catch(unlessEnded);
      await forgetDraft(draft);
      setAsking(false);
      discarded();
      focusHeading();
    });
  return (
    <>
      <button type="button" class="button" onClick={() => setAsking(true)}>
        {label}
      </button>
      {asking && (
        <ConfirmDialog
          title={t.discardTitle}
          action={t.discardNow}
          danger
          busy={busy}
          problem={problem}
          onConfirm={() => void discard()}
          onClose={() => setAsking(false)}
        >
          <p>{t.discardText}</p>
        </ConfirmDialog>
      )}
    </>
  );
}

/** Gone already, or sent in another tab: what is shown next tells which. */
function unlessEnded(error: unknown): void {
  const isEnded = error instanceof ApiProblem && (error.code === 'not_found' || error.code === 'delivery_not_draft');
  if (!isEnded) throw error;
}
