import type { Account, Answer } from '@umschlag/contract';
import { useState } from 'preact/hooks';
import { call } from '../api/call.ts';
import { formatTime } from '../i18n/format.ts';
import { useLanguage } from '../i18n/language.tsx';
import { ErrorSummary, errorOf, type FieldError } from '../ui/error-summary.tsx';
import { TextField } from '../ui/field.tsx';
import { ProblemNotice } from '../ui/problem-notice.tsx';
import { useAction } from '../ui/use-action.ts';

type Challenge = Answer<'POST /api/v1/session/code'>;

interface CodeFormProps {
  readonly email: string;
  readonly returnTo: string;
  readonly challenge: Challenge;
  setChallenge(challenge: Challenge): void;
  signedIn(account: Account, returnTo: string | null): void;
  back(): void;
}

export function CodeForm({ email, returnTo, challenge, setChallenge, signedIn, back }: CodeFormProps) {
  const { t, language } = useLanguage();
  const [code, setCode] = useState('');
  const [errors, setErrors] = useState<FieldError[]>([]);
  const [status, setStatus] = useState('');
  const { busy, problem, run } = useAction();

  const submit = (event: Event) => {
    event.preventDefault();
    const digits = code.replace(/\D/g, '');
    const found = digits.length === 8 ? [] : [{ fieldId: 'code', text: t.signIn.codeEnter }];
    setErrors(found);
    if (found.length > 0) return;
    void run(async () => {
      const body = { challengeId: challenge.challengeId, code: digits };
      const answer = await call('POST /api/v1/session/code/confirm', { body });
      signedIn(answer.account, answer.returnTo);
    });
  };

  const resend = () =>
    run(async () => {
      setChallenge(await call('POST /api/v1/session/code', { body: { email: email.trim(), language, returnTo } }));
      setCode('');
      setStatus(t.signIn.resent);
    });

  return (
    <form onSubmit={submit} noValidate class="narrow">
      <ErrorSummary errors={errors} />
      <ProblemNotice problem={problem} />
      <p>{t.signIn.codeSent(email.trim())}</p>
      <TextField
        id="code"
        name="code"
        label={t.signIn.code}
        hint={t.signIn.codeUntil(formatTime(challenge.expiresAt, language))}
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
        {t.signIn.confirm}
      </button>
      <p class="hint">{t.signIn.codeMissing}</p>
      <p role="status">{status}</p>
      <div class="button-row">
        <button type="button" class="button" onClick={() => void resend()}>
          {t.signIn.resend}
        </button>
        <button type="button" class="button quiet" onClick={back}>
          {t.signIn.otherEmail}
        </button>
      </div>
    </form>
  );
}
