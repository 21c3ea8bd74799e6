import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { ApiProblem } from '../api/problem.ts';
import { sentenceOf } from '../i18n/errors.ts';
import { formatTime } from '../i18n/format.ts';
import { useLanguage } from '../i18n/language.tsx';
import { ErrorSummary, errorOf, type FieldError } from '../ui/error-summary.tsx';
import { TextField } from '../ui/field.tsx';
import { ProblemNotice } from '../ui/problem-notice.tsx';
import { useAction } from '../ui/use-action.ts';
import type { Challenge, Confirmation } from './address-step.tsx';
import { useEntranceText } from './texts/entrance-text.ts';

interface ConfirmationFormProps {
  readonly email: string;
  readonly challenge: Challenge;
  resend(): Promise<void>;
  confirm(confirmation: Confirmation): Promise<void>;
  back(): void;
}

/** Takes the mailed code. The focus comes here, since the form before it is gone. */
export function ConfirmationForm({ email, challenge, resend, confirm, back }: ConfirmationFormProps) {
  const { address: t } = useEntranceText();
  const { t: texts, language } = useLanguage();
  const form = useRef<HTMLFormElement>(null);
  const [code, setCode] = useState('');
  const [errors, setErrors] = useState<FieldError[]>([]);
  const [status, setStatus] = useState('');
  const { busy, problem, run } = useAction();
  useLayoutEffect(() => form.current?.querySelector('input')?.focus(), []);

  const submit = (event: Event) => {
    event.preventDefault();
    const digits = code.replace(/\D/g, '');
    setErrors(digits.length === 8 ? [] : [{ fieldId: 'code', text: t.enter }]);
    if (digits.length === 8) void run(() => take(digits));
  };
  const take = async (digits: string) => {
    try {
      await confirm({ challengeId: challenge.challengeId, code: digits });
    } catch (error) {
      if (!(error instanceof ApiProblem && error.code === 'code_wrong_or_expired')) throw error;
      setErrors([{ fieldId: 'code', text: sentenceOf(texts.errors, error.code, error.details) }]);
    }
  };
  const sendAgain = () =>
    run(async () => {
      setStatus('');
      await resend();
      setCode('');
      setErrors([]);
      setStatus(t.resent);
    });

  return (
    <form onSubmit={submit} noValidate class="narrow" ref={form}>
      <ErrorSummary errors={errors} />
      <ProblemNotice problem={problem} />
      <p>{t.sent(email)}</p>
      <TextField
        id="code"
        name="code"
        label={t.code}
        hint={t.until(formatTime(challenge.expiresAt, language))}
        inputmode="numeric"
        autocomplete="one-time-code"
        class="code-input"
        maxLength={20}
        required
        value={code}
        onValue={setCode}
        error={errorOf(errors, 'code')}
      />
      <button type="submit" class="button primary" aria-disabled={busy}>
        {t.confirm}
      </button>
      <p class="hint">{t.missing}</p>
      <p role="status">{status}</p>
      <div class="button-row">
        <button type="button" class="button" aria-disabled={busy} onClick={() => void sendAgain()}>
          {t.resend}
        </button>
        <button type="button" class="button quiet" onClick={back}>
          {t.other}
        </button>
      </div>
    </form>
  );
}
