import type { UploadLink } from '@umschlag/contract';
import { useState } from 'preact/hooks';
import { call } from '../api/call.ts';
import { dateInZone } from '../deliveries/zoned-date.ts';
import { useSession } from '../session/session.tsx';
import { ErrorSummary, errorOf, type FieldError } from '../ui/error-summary.tsx';
import { TextField } from '../ui/field.tsx';
import { ProblemNotice } from '../ui/problem-notice.tsx';
import { useAction } from '../ui/use-action.ts';
import { wholeNumber } from '../ui/whole-number.ts';
import { deadlineDays, deadlineOf, MAX_DEADLINE_DAYS } from './deadline.ts';
import { MAX_SUBMISSIONS } from './request-form.ts';
import { useUploadLinkText } from './texts/upload-link-text.ts';

interface TermFormProps {
  readonly uploadLink: UploadLink;
  changed(uploadLink: UploadLink, text: string): void;
}

/** Moves the deadline, and changes how many submissions are taken. */
export function TermForm({ uploadLink, changed }: TermFormProps) {
  const { form, detail: t } = useUploadLinkText();
  const zone = useSession().account?.organisation?.timeZone ?? 'Europe/Berlin';
  const [day, setDay] = useState(dateInZone(new Date(uploadLink.deadlineAt), zone));
  const [number, setNumber] = useState(String(uploadLink.maxSubmissions ?? ''));
  const [errors, setErrors] = useState<readonly FieldError[]>([]);
  const { busy, problem, run } = useAction();
  const days = deadlineDays(zone, new Date());
  const isUnchanged = day === dateInZone(new Date(uploadLink.deadlineAt), zone);
  const least = Math.max(1, uploadLink.acceptedCount);

  const submit = (event: Event) => {
    event.preventDefault();
    const deadline = deadlineOf(day, zone, new Date());
    const count = number.trim() === '' ? null : wholeNumber(number, least, MAX_SUBMISSIONS);
    const found: FieldError[] = [];
    if (!isUnchanged && !deadline) {
      found.push({ fieldId: 'new-deadline', text: form.errors.deadline(MAX_DEADLINE_DAYS) });
    }
    if (count === undefined) found.push({ fieldId: 'new-count', text: form.errors.count(least, MAX_SUBMISSIONS) });
    setErrors(found);
    if (found.length > 0 || count === undefined) return;
    void run(async () => {
      const body = {
        maxSubmissions: count,
        ...(!isUnchanged && deadline && { deadlineAt: deadline.toISOString() }),
      };
      const answer = await call('PATCH /api/v1/upload-links/:id', { params: { id: uploadLink.id }, body });
      changed(answer.uploadLink, t.changed);
    });
  };

  return (
    <form onSubmit={submit} noValidate>
      <ErrorSummary errors={errors} />
      <ProblemNotice problem={problem} />
      <TextField
        id="new-deadline"
        type="date"
        label={t.newDeadline}
        hint={form.deadlineHint}
        {...days}
        value={day}
        onValue={setDay}
        error={errorOf(errors, 'new-deadline')}
      />
      <TextField
        id="new-count"
        type="number"
        inputmode="numeric"
        label={t.newCount}
        hint={t.countHint}
        min={least}
        max={MAX_SUBMISSIONS}
        value={number}
        onValue={setNumber}
        error={errorOf(errors, 'new-count')}
      />
      <p>
        <button type="submit" class="button" aria-disabled={busy}>
          {t.change}
        </button>
      </p>
    </form>
  );
}
