import type { EntranceState } from '@umschlag/contract';
import { useState } from 'preact/hooks';
import type { ApiProblem } from '../api/problem.ts';
import { FormDialog } from '../keys/form-dialog.tsx';
import { Field } from '../ui/field.tsx';
import { ProblemNotice } from '../ui/problem-notice.tsx';
import { useUploadLinkText } from './texts/upload-link-text.ts';

interface RejectDialogProps {
  /** Of the file. */
  readonly name: string;
  /** Whether the document can be sent anew: what is added to a submission is not counted, so a full one takes it. */
  readonly entrance: EntranceState;
  /** Whether whoever submitted can be mailed. */
  readonly hasAddress: boolean;
  readonly busy: boolean;
  readonly problem: ApiProblem | undefined;
  onReject(reason: string): void;
  onClose(): void;
}

/** Asks for the reason, which goes back to whoever submitted the document. */
export function RejectDialog({ name, entrance, hasAddress, busy, problem, onReject, onClose }: RejectDialogProps) {
  const { inbox: t } = useUploadLinkText();
  const [reason, setReason] = useState('');
  const [error, setError] = useState<string | undefined>();
  const submit = () => {
    const isMissing = reason.trim() === '';
    setError(isMissing ? t.reasonMissing : undefined);
    if (isMissing) document.getElementById('reason')?.focus();
    else onReject(reason.trim());
  };
  return (
    <FormDialog title={t.rejectTitle(name)} action={t.rejectNow} busy={busy} onSubmit={submit} onClose={onClose}>
      {entrance === 'deadline_passed' && <p class="notice">{t.extendFirst}</p>}
      {entrance === 'closed' && <p class="notice">{t.closedForGood}</p>}
      {!hasAddress && <p class="notice">{t.noAddress}</p>}
      <ProblemNotice problem={problem} />
      <Field id="reason" label={t.reason} hint={t.reasonHint} error={error}>
        {(attributes) => (
          <textarea
            {...attributes}
            required
            maxLength={2000}
            value={reason}
            onInput={(e) => setReason(e.currentTarget.value)}
          />
        )}
      </Field>
    </FormDialog>
  );
}
