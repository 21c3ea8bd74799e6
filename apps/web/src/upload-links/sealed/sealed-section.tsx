import { BusyText } from '../../keys/busy-text.tsx';
import { KeyProblemNotice } from '../../keys/key-problem-notice.tsx';
import { KeyProblem } from '../../keys/keyring.ts';
import { RefusalNotice } from '../../receiving/refusal-notice.tsx';
import { asRefusal } from '../../receiving/refusals.ts';
import type { SubmissionGroup } from '../group-submissions.ts';
import { useUploadLinkText } from '../texts/upload-link-text.ts';
import type { useOpenedSubmissions } from './use-opened-submissions.ts';

interface SealedSectionProps {
  readonly group: SubmissionGroup;
  readonly sealed: ReturnType<typeof useOpenedSubmissions>;
}

/** Levels 3 and 4: opening what came, what was written, and what nobody has checked. */
export function SealedSection({ group, sealed }: SealedSectionProps) {
  const { sealed: t } = useUploadLinkText();
  const { opened, isClosed, busy, problem, open, dialog } = sealed;
  const reason = problem instanceof KeyProblem ? asRefusal(problem.code) : undefined;
  const isOther = [...opened.values()].some(({ notAsReceipted }) => notAsReceipted.length > 0);
  return (
    <>
      <p class="notice">{t.notChecked}</p>
      {reason ? (
        <RefusalNotice reason={reason} senderAddress={group[0].email ?? ''} />
      ) : (
        <KeyProblemNotice problem={problem} />
      )}
      {isOther && (
        <p class="notice error" role="alert">
          {t.notAsReceipted}
        </p>
      )}
      <BusyText text={busy.trim()} />
      {isClosed && (
        <p>
          <button type="button" class="button primary" aria-disabled={busy !== ''} onClick={() => void open(t.opening)}>
            {t.open}
          </button>
        </p>
      )}
      {group.map(({ id }) => {
        const message = opened.get(id)?.message;
        return message ? (
          <section key={id} aria-label={t.message}>
            <h4>{t.message}</h4>
            <p class="plain-text card">{message}</p>
          </section>
        ) : null;
      })}
      {dialog}
    </>
  );
}
